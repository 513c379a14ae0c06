import type { DataDirectory } from '@mailfold/one-machine/start';
import type { ReadStore } from '@mailfold/read-store';
import {
  givesKey,
  hasCredentials,
  type KeyRing,
  keyRingFrom,
  type KeySource,
  MasterKey,
  sourceOf,
} from '@mailfold/secrets';
import { existsSync } from 'node:fs';
import type { UpConfig } from './config.ts';

/**
 * The master keys of the settings, else `master.key` of the data directory, with `master.key.previous` while it is exchanged. The file is
 * made where nothing was sealed yet, or where the previous one opens what was.
 */
export const masterKeysOf = async (
  { keys }: UpConfig,
  data: DataDirectory,
  rows: ReadStore,
): Promise<{ readonly ring: KeyRing; readonly source: KeySource }> => {
  if (givesKey(keys)) return { ring: await keyRingFrom(keys), source: sourceOf(keys) };
  const [file, before] = [data.file('master.key'), data.file('master.key.previous')];
  const hasBefore = existsSync(before);
  const current = await MasterKey.fromFile(file, { make: hasBefore || !(await hasCredentials(rows)) });
  const previous = hasBefore ? [await MasterKey.fromFile(before, { make: false })] : [];
  return { ring: await keyRingFrom(keys, [current, ...previous]), source: { file } };
};
