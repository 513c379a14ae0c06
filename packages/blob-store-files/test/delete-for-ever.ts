import { FilesBlobStore } from '@mailfold/blob-store-files';

const [folder = '', account = ''] = process.argv.slice(2);
const store = new FilesBlobStore({ folder, rollBytes: 20_000 });

interface Told {
  readonly ref: string;
  readonly content: string;
}

/** What of a batch is deleted: two of three. */
const isDeleted = (part: number): boolean => part % 3 > 0;

for (let nth = 0; ; nth += 1) {
  const contents = Array.from({ length: 9 }, (_, part) => `batch ${nth} part ${part} ${'x'.repeat((nth * 37) % 900)}`);
  const refs = await store.put(
    account,
    contents.map((content) => Buffer.from(content)),
  );
  const told = refs.map((ref, part): Told => ({ ref, content: contents[part] ?? '' }));
  process.send?.({ kept: told.filter((_, part) => !isDeleted(part)) });
  const going = told.filter((_, part) => isDeleted(part));
  await store.delete(
    account,
    going.map(({ ref }) => ref),
  );
  process.send?.({ gone: going });
}
