import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Corpora } from '@mailfold/dev-env';
import { easyHam } from '../../bench/corpus/easy-ham.ts';

/** Mail that nobody here wrote. */
export interface Corpus {
  /** 2,500 mails as they come. */
  readonly usual: readonly Buffer[];
  /** Odd charsets, bounces, broken MIME, examples of the standards. */
  readonly odd: readonly Buffer[];
}

export const sharedCorpus = async (corpora: Corpora): Promise<Corpus> => ({
  usual: await easyHam(),
  odd: [...(await mailsBelow(corpora.path('mikel-mail'))), ...(await mailsBelow(corpora.path('stalwart-mail-parser')))],
});

const mailsBelow = async (folder: string): Promise<readonly Buffer[]> => {
  const names = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.eml'));
  return Promise.all(names.toSorted().map((name) => readFile(join(folder, name))));
};
