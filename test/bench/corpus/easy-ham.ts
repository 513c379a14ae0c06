import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { corpora } from '@mailfold/dev-env';
import { readTar } from './read-tar.ts';

/** The address to which the corpus was delivered, after it was made anonymous. */
export const RECIPIENT = 'yyyy@spamassassin.taint.org';

/** 2,500 real mails, in the order of their names. @throws RangeError when `MAILFOLD_CORPORA` is not set */
export async function easyHam(): Promise<readonly Buffer[]> {
  const need = corpora();
  if (!('found' in need)) throw new RangeError(`not run: needs ${need.missing}: ${need.howToGetIt}`);
  const archive = await promisify(gunzip)(await readFile(need.found.path('spamassassin-easy-ham.tar.gz')));
  return [...readTar(archive)]
    .filter(({ name }) => name.endsWith('.txt'))
    .toSorted((one, other) => (one.name < other.name ? -1 : 1))
    .map(({ content }) => withoutFromLine(content));
}

/** The first line of some is an mbox separator, which is no header field. */
function withoutFromLine(content: Buffer): Buffer {
  return content.toString('latin1', 0, 5) === 'From ' ? content.subarray(content.indexOf('\n') + 1) : content;
}
