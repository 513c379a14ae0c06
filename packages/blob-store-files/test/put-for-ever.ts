import { FilesBlobStore } from '@mailfold/blob-store-files';

const [folder = '', account = '', mode = 'alone'] = process.argv.slice(2);
const store = new FilesBlobStore({ folder, rollBytes: 100_000, shared: mode === 'shared' });

for (let nth = 0; ; nth += 1) {
  const contents = Array.from({ length: 10 }, (_, part) => `batch ${nth} part ${part} ${'x'.repeat(nth % 500)}`);
  const refs = await store.put(
    account,
    contents.map((content) => Buffer.from(content)),
  );
  process.send?.(refs.map((ref, part) => ({ ref, content: contents[part] })));
}
