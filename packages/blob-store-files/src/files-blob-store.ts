import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { BlobRef, BlobStore } from '@mailfold/blob-store';
import { blobNotFound, checkAccount, foreignRef } from '@mailfold/blob-store';
import { codeOf, fileError } from './file-error.ts';
import { flushFolder } from './flush-folder.ts';
import { eraseRecords } from './pack-eraser.ts';
import type { Wanted } from './pack-reader.ts';
import { readPack } from './pack-reader.ts';
import { HEADER_BYTES } from './pack-record.ts';
import { decodeRef, type PackRef } from './pack-ref.ts';
import { PACK_ENDING, PackWriter } from './pack-writer.ts';

export interface FilesBlobStoreOptions {
  /** Belongs to blob stores alone; made when it is not there. */
  readonly folder: string;
  /** Other processes write there, too: a pack is only ever written to by the process that began it. Default false. */
  readonly shared?: boolean;
  /** A pack that has reached this many bytes is followed by another. Default 64 MB. */
  readonly rollBytes?: number;
}

/** A blob store in pack files, a folder for each account. */
export class FilesBlobStore implements BlobStore {
  readonly #folder: string;
  readonly #rollBytes: number;
  readonly #shared: boolean;
  readonly #writers = new Map<string, PackWriter>();
  /** The last work in hand of each account: work on one account goes one after another. */
  readonly #tails = new Map<string, Promise<unknown>>();

  constructor(options: FilesBlobStoreOptions) {
    this.#folder = options.folder;
    this.#rollBytes = options.rollBytes ?? 64 * 1024 * 1024;
    this.#shared = options.shared ?? false;
  }

  async put(account: string, blobs: readonly Uint8Array[]): Promise<readonly BlobRef[]> {
    checkAccount(account);
    if (blobs.length === 0) return [];
    return this.#inTurn(account, () => this.#writer(account).append(blobs));
  }

  async get(ref: BlobRef): Promise<Buffer> {
    const [blob] = await this.getMany([ref]);
    if (blob === undefined) throw blobNotFound(ref);
    return blob;
  }

  async getMany(refs: readonly BlobRef[]): Promise<readonly Buffer[]> {
    const wanted = [...new Set(refs)].map((ref) => this.#wanted(ref));
    const packs = Map.groupBy(wanted, ({ place }) => this.#path(place.account, place.pack + PACK_ENDING));
    const found = await Promise.all([...packs].map(([path, list]) => readPack(path, list)));
    const blobs = new Map(found.flatMap((part) => [...part]));
    return refs.map((ref) => blobs.get(ref) ?? Buffer.alloc(0));
  }

  async delete(account: string, refs: readonly BlobRef[]): Promise<void> {
    checkAccount(account);
    const places = [...new Set(refs)].map((ref) => {
      const place = decodeRef(ref);
      if (place?.account !== account.toLowerCase()) throw foreignRef(account, ref);
      return place;
    });
    await this.#inTurn(account, async () => {
      for (const [pack, some] of Map.groupBy(places, (place) => place.pack)) await this.#erase(account, pack, some);
    });
  }

  async remove(account: string): Promise<void> {
    checkAccount(account);
    await this.#inTurn(account, () => this.#forget(account));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.allSettled(this.#tails.values());
    await Promise.all([...this.#writers.values()].map((writer) => writer.close()));
    this.#writers.clear();
  }

  #wanted(ref: BlobRef): Wanted {
    const place = decodeRef(ref);
    if (place === undefined) throw blobNotFound(ref);
    return { ref, place };
  }

  #path(account: string, ...parts: readonly string[]): string {
    return join(this.#folder, account.toLowerCase(), ...parts);
  }

  #writer(account: string): PackWriter {
    const known = this.#writers.get(account);
    if (known !== undefined) return known;
    const writer = new PackWriter(account, this.#path(account), {
      rollBytes: this.#rollBytes,
      continues: !this.#shared,
    });
    this.#writers.set(account, writer);
    return writer;
  }

  #inTurn<Result>(account: string, work: () => Promise<Result>): Promise<Result> {
    const before = this.#tails.get(account) ?? Promise.resolve();
    const result = before.then(work, work);
    const tail = result.then(
      () => undefined,
      () => undefined,
    );
    this.#tails.set(account, tail);
    return result;
  }

  async #erase(account: string, pack: string, places: readonly PackRef[]): Promise<void> {
    const writer = this.#writers.get(account);
    // Its file may be replaced: it is opened anew by the next put. Among others each only knows of its own.
    if (!this.#shared && writer?.packName === pack) await writer.close();
    const extents = places.map(({ offset, length }) => ({ offset, bytes: HEADER_BYTES + length }));
    await eraseRecords({ path: this.#path(account, pack + PACK_ENDING), extents, isDone: !this.#shared });
  }

  /** First out of the way in one step, then gone: a kill in between leaves nothing that a reference finds. */
  async #forget(account: string): Promise<void> {
    await this.#writers.get(account)?.close();
    this.#writers.delete(account);
    const path = this.#path(account);
    const aside = `${path}.removed`;
    try {
      await rm(aside, { recursive: true, force: true });
      await rename(path, aside);
      await flushFolder(this.#folder);
      await rm(aside, { recursive: true, force: true });
    } catch (cause) {
      if (codeOf(cause) !== 'ENOENT') throw fileError('Removing the blobs in', path, cause);
    }
  }
}
