import type { Finding } from '@mailfold/contracts/http';
import { statfs } from 'node:fs/promises';
import type { Check } from '../check.ts';

const part = 'disk';
const GIB = 2 ** 30;
/** Below it PostgreSQL may be unable to write its log. */
const TOO_LITTLE = GIB / 4;
const LITTLE = 2 * GIB;

/** @param free bytes that we may still write */
export const findingOf = (folder: string, free: number): Finding => {
  const words = `${(free / GIB).toFixed(1)} GiB free in ${folder}`;
  if (free >= LITTLE) return { part, state: 'ok', words };
  const whatToDo = 'Make room: when the disk is full, sync waits, and goes on by itself once there is room.';
  return { part, state: free < TOO_LITTLE ? 'broken' : 'warning', words, whatToDo };
};

export const diskCheck = (folder: string): Check => ({
  part,
  whatToDo: 'See that the data directory is there and can be read.',
  look: async () => {
    const { bavail, bsize } = await statfs(folder);
    return [findingOf(folder, bavail * bsize)];
  },
});
