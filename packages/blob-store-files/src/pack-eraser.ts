import { randomUUID } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { access, open, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { codeOf, fileError } from './file-error.ts';
import { flushFolder } from './flush-folder.ts';
import { addGone, type Extent, readGone } from './gone-list.ts';
import { giveBackRoom } from './sparse-copy.ts';

const PIECE = Buffer.alloc(1024 * 1024);

/** The writer of a pack is done with it for ever: it may be replaced. */
export const sealOf = (path: string): string => `${path}.full`;

export interface ErasePlan {
  /** Of the pack. */
  readonly path: string;
  readonly extents: readonly Extent[];
  /** Nobody writes to the pack, now or later. */
  readonly isDone: boolean;
}

/**
 * Deletes records of a pack: lists them, overwrites them, and once they are half of what the pack takes gives their room back. In this
 * order: a kill leaves what was not deleted, and a list by which the next call does the rest.
 */
export async function eraseRecords({ path, extents, isDone }: ErasePlan): Promise<void> {
  try {
    if (!(await exists(path))) return;
    const { extents: listed } = await readGone(path);
    const fresh = extents.filter(({ offset }) => !listed.has(offset));
    if (fresh.length > 0) await addGone(path, fresh);
    if (fresh.length > 0 && listed.size === 0) await flushFolder(dirname(path));
    const size = await overwrite(path, extents);
    if (isDone || (await exists(sealOf(path)))) await giveBack(path, size);
  } catch (cause) {
    if (codeOf(cause) !== 'ENOENT') throw fileError('Deleting blobs in', path, cause);
  }
}

/** @returns the size of the pack */
async function overwrite(path: string, extents: Iterable<Extent>): Promise<number> {
  const file = await open(path, 'r+');
  try {
    const { size } = await file.stat();
    for (const extent of extents) await fillWithZeros(file, extent, size);
    await file.datasync();
    return size;
  } finally {
    await file.close();
  }
}

async function fillWithZeros(file: FileHandle, { offset, bytes }: Extent, size: number): Promise<void> {
  const end = Math.min(offset + bytes, size);
  for (let at = offset; at < end; at += PIECE.length) await file.write(PIECE, 0, Math.min(PIECE.length, end - at), at);
}

async function giveBack(path: string, size: number): Promise<void> {
  const { extents, heldBytes } = await readGone(path);
  const goneBytes = [...extents.values()].reduce((sum, { bytes }) => sum + bytes, 0);
  if (goneBytes >= size) return removePack(path);
  // Copying costs what is left, so never more than it gives back.
  const takenBytes = size - (goneBytes - heldBytes);
  if (heldBytes * 2 < takenBytes) return;
  await giveBackRoom({ path, into: `${path}.${randomUUID()}.copy`, size, gone: [...extents.values()] });
  // What another process listed meanwhile may be in the copy.
  const { extents: later } = await readGone(path);
  await overwrite(
    path,
    [...later.values()].filter(({ offset }) => !extents.has(offset)),
  );
}

/** The list last: without it and with the pack, zeros would be taken for damage. */
async function removePack(path: string): Promise<void> {
  await rm(path, { force: true });
  await flushFolder(dirname(path));
  for (const beside of [sealOf(path), `${path}.gone`]) await rm(beside, { force: true });
}

async function exists(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return false;
    throw error;
  }
}
