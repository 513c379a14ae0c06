import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

export const KAFKA_VERSION = '4.3.1';

/**
 * The folder of Kafka's jars: `elsewhere` if they are there, else where `infra/local/kafka/fetch.sh` puts those of a clone. Undefined where
 * there are none, or no Java to run them.
 */
export async function findKafkaLibs(clone: string, elsewhere?: string): Promise<string | undefined> {
  if (!(await hasJava())) return undefined;
  const own = join(clone, '.runtime', 'kafka', KAFKA_VERSION, 'libs');
  for (const folder of elsewhere === undefined ? [own] : [elsewhere, own]) {
    const names = await readdir(folder).catch(() => []); // no such folder
    if (names.some((name) => /^kafka_2\.13-.*\.jar$/.test(name))) return folder;
  }
  return undefined;
}

async function hasJava(): Promise<boolean> {
  try {
    await promisify(execFile)('java', ['-version']);
    return true;
  } catch {
    return false; // not installed
  }
}
