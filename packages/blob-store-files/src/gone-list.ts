import { open, readFile } from 'node:fs/promises';
import { codeOf } from './file-error.ts';

/** A record of a pack, as the bytes that it takes. */
export interface Extent {
  readonly offset: number;
  readonly bytes: number;
}

export interface GoneList {
  /** Of all deleted records, by offset. */
  readonly extents: ReadonlyMap<number, Extent>;
  /** Bytes of those whose room was not given back yet. */
  readonly heldBytes: number;
}

const ENDING = '.gone';
/** What stands above it takes no room any more. */
const GIVEN_BACK = '-';

/**
 * Which records of a pack are deleted, in a file beside it: a line each, only ever appended to. A line that a kill left torn is
 * ended by the next append and read as nothing.
 */
export async function readGone(path: string): Promise<GoneList> {
  const extents = new Map<number, Extent>();
  let held = new Map<number, number>();
  for (const line of await linesOf(path + ENDING)) {
    if (line === GIVEN_BACK) held = new Map();
    const [, offset, bytes] = /^([a-z0-9]+) ([a-z0-9]+) \.$/.exec(line) ?? [];
    if (offset === undefined || bytes === undefined) continue;
    const extent = { offset: Number.parseInt(offset, 36), bytes: Number.parseInt(bytes, 36) };
    if (!extents.has(extent.offset)) held.set(extent.offset, extent.bytes);
    extents.set(extent.offset, extent);
  }
  return { extents, heldBytes: [...held.values()].reduce((sum, bytes) => sum + bytes, 0) };
}

/** Durable when it resolves, save for the name of the file: the caller flushes the folder of a new one. */
export const addGone = (path: string, extents: readonly Extent[]): Promise<void> =>
  append(
    path,
    extents.map(({ offset, bytes }) => `${offset.toString(36)} ${bytes.toString(36)} .`),
  );

/** The room of all that is listed was given back. */
export const noteGivenBack = (path: string): Promise<void> => append(path, [GIVEN_BACK]);

async function append(path: string, lines: readonly string[]): Promise<void> {
  const file = await open(path + ENDING, 'a', 0o600);
  try {
    await file.writeFile(`\n${lines.join('\n')}\n`);
    await file.datasync();
  } finally {
    await file.close();
  }
}

async function linesOf(path: string): Promise<readonly string[]> {
  try {
    return (await readFile(path, 'utf8')).split('\n');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return [];
    throw error;
  }
}
