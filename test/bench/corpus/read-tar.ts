export interface TarFile {
  readonly name: string;
  readonly content: Buffer;
}

const BLOCK = 512;

const textAt = (header: Buffer, from: number, to: number): string => {
  const text = header.toString('latin1', from, to);
  const end = text.indexOf('\0');
  return end < 0 ? text : text.slice(0, end);
};

/** The files of a tar archive (POSIX ustar), in its order. */
export function* readTar(archive: Buffer): Generator<TarFile> {
  for (let at = 0; at + BLOCK <= archive.length;) {
    const header = archive.subarray(at, at + BLOCK);
    const name = textAt(header, 0, 100);
    if (name === '') return;
    const size = Number.parseInt(textAt(header, 124, 136), 8);
    const content = archive.subarray(at + BLOCK, at + BLOCK + size);
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
    const kind = textAt(header, 156, 157);
    if (kind === '0' || kind === '') yield { name, content };
  }
}
