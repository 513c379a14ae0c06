import type { FileHandle } from 'node:fs/promises';
import { open } from 'node:fs/promises';
import type { BlobRef } from '@mailfold/blob-store';
import { blobDamaged, blobNotFound } from '@mailfold/blob-store';
import { codeOf, fileError } from './file-error.ts';
import { readGone } from './gone-list.ts';
import { decodeRecord, HEADER_BYTES } from './pack-record.ts';
import type { PackRef } from './pack-ref.ts';

/** One blob to be read. */
export interface Wanted {
  readonly ref: BlobRef;
  readonly place: PackRef;
}

// Records this near to each other are read in one go: what lies between costs less than another call.
const WIDEST_GAP = 64 * 1024;
const LONGEST_RUN = 4 * 1024 * 1024;

/** Reads blobs of one pack, verified, by reference. */
export async function readPack(path: string, wanted: readonly Wanted[]): Promise<ReadonlyMap<BlobRef, Buffer>> {
  const file = await openPack(path, wanted);
  try {
    const found = new Map<BlobRef, Buffer>();
    for (const run of runs(wanted)) await readRun({ path, file }, run, found);
    return found;
  } catch (error) {
    if (codeOf(error).startsWith('E')) throw fileError('Reading blobs from', path, error);
    throw error;
  } finally {
    await file.close();
  }
}

async function openPack(path: string, [first]: readonly Wanted[]): Promise<FileHandle> {
  try {
    return await open(path, 'r');
  } catch (cause) {
    if (codeOf(cause) === 'ENOENT' || codeOf(cause) === 'ENOTDIR') throw blobNotFound(first?.ref ?? '');
    throw fileError('Opening the pack', path, cause);
  }
}

const endOf = ({ place }: Wanted): number => place.offset + HEADER_BYTES + place.length;

/** Neighbours together, in the order of the file. */
function runs(wanted: readonly Wanted[]): readonly (readonly Wanted[])[] {
  const sorted = wanted.toSorted((one, other) => one.place.offset - other.place.offset);
  const found: Wanted[][] = [];
  for (const one of sorted) {
    const run = found.at(-1);
    const [first] = run ?? [];
    const last = run?.at(-1);
    const near = last !== undefined && one.place.offset - endOf(last) <= WIDEST_GAP;
    const fits = first !== undefined && endOf(one) - first.place.offset <= LONGEST_RUN;
    if (near && fits) run?.push(one);
    else found.push([one]);
  }
  return found;
}

interface Pack {
  readonly path: string;
  readonly file: FileHandle;
}

async function readRun({ path, file }: Pack, run: readonly Wanted[], found: Map<BlobRef, Buffer>): Promise<void> {
  const start = run[0]?.place.offset ?? 0;
  const bytes = await readFully(file, start, Math.max(...run.map(endOf)) - start);
  for (const one of run) {
    const record = bytes.subarray(one.place.offset - start, endOf(one) - start);
    const blob = decodeRecord(record, one.place.length, one.place.digest);
    if (!Buffer.isBuffer(blob)) {
      const { extents } = await readGone(path);
      throw extents.has(one.place.offset) ? blobNotFound(one.ref) : blobDamaged(one.ref, blob.damage);
    }
    // A copy where the run holds more: a small blob must not keep megabytes alive.
    found.set(one.ref, run.length === 1 ? blob : Buffer.from(blob));
  }
}

/** As many of the bytes as the file has. */
async function readFully(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const { size } = await file.stat();
  const bytes = Buffer.allocUnsafe(Math.max(0, Math.min(length, size - position)));
  let read = 0;
  while (read < bytes.length) {
    const { bytesRead } = await file.read(bytes, read, bytes.length - read, position + read);
    if (bytesRead === 0) break;
    read += bytesRead;
  }
  return bytes.subarray(0, read);
}
