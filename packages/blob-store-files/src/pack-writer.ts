import { randomInt } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { mkdir, open, readdir, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { BlobRef } from '@mailfold/blob-store';
import { codeOf, fileError } from './file-error.ts';
import { flushFolder } from './flush-folder.ts';
import { sealOf } from './pack-eraser.ts';
import { encodeRecords, HEADER_BYTES } from './pack-record.ts';
import { encodeRef } from './pack-ref.ts';

export const PACK_ENDING = '.pack';

// What is copied together and written at once.
const MOST_BYTES = 8 * 1024 * 1024;

interface OpenPack {
  readonly name: string;
  readonly path: string;
  readonly file: FileHandle;
  size: number;
}

export interface PackWriterOptions {
  readonly rollBytes: number;
  /** Whether the newest pack may be gone on with: nobody else writes to it. */
  readonly continues: boolean;
}

/** Appends to the newest pack of one account; a full one is followed by another. One batch at a time: the caller sees to it. */
export class PackWriter {
  readonly #account: string;
  readonly #folder: string;
  readonly #options: PackWriterOptions;
  #pack: OpenPack | undefined;

  constructor(account: string, folder: string, options: PackWriterOptions) {
    this.#account = account;
    this.#folder = folder;
    this.#options = options;
  }

  async append(blobs: readonly Uint8Array[]): Promise<readonly BlobRef[]> {
    const pack = await this.#current();
    const start = pack.size;
    try {
      const refs = await this.#write(pack, blobs);
      await pack.file.datasync();
      return refs;
    } catch (cause) {
      await this.#giveUp(pack, start);
      throw fileError('Writing blobs to', pack.path, cause);
    }
  }

  /** The pack that is written to. */
  get packName(): string | undefined {
    return this.#pack?.name;
  }

  async close(): Promise<void> {
    const pack = this.#pack;
    this.#pack = undefined;
    await pack?.file.close();
    if (pack !== undefined && this.#isDone(pack)) await writeFile(sealOf(pack.path), '', { mode: 0o600 });
  }

  /** Neither this writer nor one after it goes on with it. */
  #isDone({ size }: OpenPack): boolean {
    return !this.#options.continues || size >= this.#options.rollBytes;
  }

  async #write(pack: OpenPack, blobs: readonly Uint8Array[]): Promise<readonly BlobRef[]> {
    const refs: BlobRef[] = [];
    for (const part of parts(blobs)) {
      const { bytes, digests } = encodeRecords(part);
      let offset = pack.size;
      for (const [nth, { length }] of part.entries()) {
        const digest = digests[nth] ?? '';
        refs.push(encodeRef({ account: this.#account, pack: pack.name, offset, length, digest }));
        offset += HEADER_BYTES + length;
      }
      await writeAll(pack, bytes);
    }
    return refs;
  }

  /**
   * After a failed write or flush nobody knows what the disk holds: the file is left alone and another is begun. Cutting it frees what a full
   * disk needs; a tail that stays is harmless, as no reference names it.
   */
  async #giveUp(pack: OpenPack, start: number): Promise<void> {
    this.#pack = undefined;
    await pack.file.truncate(start).catch(() => undefined);
    await pack.file.close().catch(() => undefined);
  }

  async #current(): Promise<OpenPack> {
    if (this.#pack !== undefined && this.#pack.size < this.#options.rollBytes) return this.#pack;
    try {
      await this.close();
      this.#pack = (this.#options.continues ? await this.#newest() : undefined) ?? (await this.#fresh());
      return this.#pack;
    } catch (cause) {
      throw fileError('Opening a pack in', this.#folder, cause);
    }
  }

  /** The newest pack, if it has room: a restart must not leave a small file behind each time. */
  async #newest(): Promise<OpenPack | undefined> {
    const name = (await packNames(this.#folder)).at(-1);
    if (name === undefined) return undefined;
    const path = join(this.#folder, name + PACK_ENDING);
    const { size } = await stat(path);
    return size < this.#options.rollBytes ? { name, path, file: await open(path, 'r+'), size } : undefined;
  }

  async #fresh(): Promise<OpenPack> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    const last = (await packNames(this.#folder)).at(-1)?.split('-', 1)[0] ?? '0';
    const number = (Number.parseInt(last, 36) + 1).toString(36).padStart(6, '0');
    // The random part keeps a reference from before a removal from naming a file made after it.
    const name = `${number}-${randomInt(36 ** 5)
      .toString(36)
      .padStart(5, '0')}`;
    const path = join(this.#folder, name + PACK_ENDING);
    const file = await open(path, 'wx', 0o600);
    await flushFolder(this.#folder);
    await flushFolder(dirname(this.#folder));
    return { name, path, file, size: 0 };
  }
}

async function writeAll(pack: OpenPack, bytes: Buffer): Promise<void> {
  let written = 0;
  while (written < bytes.length) {
    const { bytesWritten } = await pack.file.write(bytes, written, bytes.length - written, pack.size + written);
    written += bytesWritten;
  }
  pack.size += bytes.length;
}

/** Cut where a part has grown large: it is copied to be written. */
function parts(blobs: readonly Uint8Array[]): readonly (readonly Uint8Array[])[] {
  const cut: Uint8Array[][] = [];
  let size = MOST_BYTES;
  for (const blob of blobs) {
    if (size >= MOST_BYTES) {
      cut.push([]);
      size = 0;
    }
    cut.at(-1)?.push(blob);
    size += blob.length;
  }
  return cut;
}

/** In the order in which they were begun. */
async function packNames(folder: string): Promise<readonly string[]> {
  try {
    const names = await readdir(folder);
    return names
      .filter((name) => name.endsWith(PACK_ENDING))
      .map((name) => name.slice(0, -PACK_ENDING.length))
      .toSorted();
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return [];
    throw error;
  }
}
