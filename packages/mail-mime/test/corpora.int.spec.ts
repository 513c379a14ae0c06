import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { corpora, describeWith } from '@mailfold/dev-env';
import type { Contents } from '../src/contents.ts';
import { readContentsFully } from '../src/full-reader.ts';
import { readLeaves } from '../src/leaves.ts';
import { readMimeTree } from '../src/mime-tree.ts';
import { readContents } from '../src/own-reader.ts';
import { parseMail } from '../src/parse-mail.ts';

interface Sample {
  readonly name: string;
  readonly raw: Buffer;
}

function samplesIn(folder: string): readonly Sample[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(?:eml|txt)$/.test(entry.name))
    .map((entry) => ({ name: entry.name, raw: readFileSync(join(entry.parentPath, entry.name)) }));
}

function unpackedSamples(archive: string): readonly Sample[] {
  const folder = mkdtempSync(join(tmpdir(), 'mailfold-ham-'));
  try {
    execFileSync('tar', ['xzf', archive, '-C', folder]);
    return samplesIn(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function ownContents(raw: Buffer): Contents | undefined {
  const problems = new Set<string>();
  const tree = readMimeTree(raw, problems);
  return readContents(raw, tree, readLeaves(raw, tree), problems);
}

const words = (text: string | undefined): string =>
  (text ?? '').replaceAll('<br/>', ' ').replaceAll(/\s+/g, ' ').trim();

/** Contents by which the two readers are compared. File types guessed from names and names in broken charsets are left out. */
const comparable = (contents: Contents) => ({
  text: words(contents.text),
  html: words(contents.html),
  attachments: contents.attachments.map(({ size, contentId, inline, content }) => ({
    size,
    contentId,
    inline,
    content,
  })),
});

// mailparser joins quoted flowed lines of different depth, and takes the parts of a digest for text (RFC 2046 §5.1.5 says messages).
const isKnownToDiffer = (raw: Buffer): boolean => /format="?flowed|multipart\/digest/i.test(raw.toString('latin1'));

describeWith(corpora(), 'real mail', (found) => {
  const samples = [
    ...unpackedSamples(found.path('spamassassin-easy-ham.tar.gz')),
    ...samplesIn(found.path('mikel-mail')),
    ...samplesIn(found.path('stalwart-mail-parser')),
  ];

  it('is read by our own reader as mailparser reads it, wherever our own is not in doubt', async () => {
    const different: string[] = [];
    for (const { name, raw } of samples.filter((sample) => !isKnownToDiffer(sample.raw))) {
      const own = ownContents(raw);
      if (own === undefined) continue;
      const full = await readContentsFully(raw);
      if (JSON.stringify(comparable(own)) !== JSON.stringify(comparable(full))) different.push(name);
    }
    expect(different).toEqual([]);
  }, 120_000);

  it('hardly ever leaves our own reader in doubt', () => {
    const doubtful = samples.filter(({ raw }) => ownContents(raw) === undefined);
    expect(doubtful.length / samples.length).toBeLessThan(0.01);
  });

  it('is never rejected', async () => {
    const answers = await Promise.all(samples.map(({ raw }) => parseMail(raw)));
    expect(answers.filter((answer) => answer.status === 'rejected')).toEqual([]);
  });
});
