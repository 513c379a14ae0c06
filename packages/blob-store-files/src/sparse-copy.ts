import type { FileHandle } from 'node:fs/promises';
import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { flushFolder } from './flush-folder.ts';
import { type Extent, noteGivenBack } from './gone-list.ts';

const PIECE_BYTES = 1024 * 1024;

export interface RoomPlan {
  readonly path: string;
  /** Where the copy is made: nothing is there. */
  readonly into: string;
  readonly size: number;
  /** What is left out. */
  readonly gone: readonly Extent[];
}

/**
 * Replaces a pack by a copy in which what is gone was never written: the file system keeps no blocks for it, and every record stays at its
 * offset, so references hold. The copy is durable before it takes the name: a kill leaves one of the two whole.
 */
export async function giveBackRoom({ path, into, size, gone }: RoomPlan): Promise<void> {
  try {
    await copyRest(path, into, restOf(size, gone), size);
    await rename(into, path);
  } catch (error) {
    await rm(into, { force: true }).catch(() => undefined);
    throw error;
  }
  await flushFolder(dirname(path));
  await noteGivenBack(path);
}

function restOf(size: number, gone: readonly Extent[]): readonly Extent[] {
  const rest: Extent[] = [];
  let from = 0;
  for (const { offset, bytes } of gone.toSorted((one, other) => one.offset - other.offset)) {
    if (offset > from) rest.push({ offset: from, bytes: offset - from });
    from = Math.max(from, offset + bytes);
  }
  if (from < size) rest.push({ offset: from, bytes: size - from });
  return rest;
}

async function copyRest(path: string, into: string, rest: readonly Extent[], size: number): Promise<void> {
  const source = await open(path, 'r');
  try {
    const copy = await open(into, 'wx', 0o600);
    try {
      await copy.truncate(size);
      for (const extent of rest) await copyExtent(source, copy, extent);
      await copy.sync();
    } finally {
      await copy.close();
    }
  } finally {
    await source.close();
  }
}

async function copyExtent(source: FileHandle, copy: FileHandle, { offset, bytes }: Extent): Promise<void> {
  const piece = Buffer.allocUnsafe(Math.min(PIECE_BYTES, bytes));
  for (let at = offset; at < offset + bytes;) {
    const { bytesRead } = await source.read(piece, 0, Math.min(piece.length, offset + bytes - at), at);
    if (bytesRead === 0) throw new Error(`${at}: the pack ended while it was copied`);
    let written = 0;
    while (written < bytesRead) {
      written += (await copy.write(piece, written, bytesRead - written, at + written)).bytesWritten;
    }
    at += bytesRead;
  }
}
