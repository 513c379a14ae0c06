import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The files below a folder in which these bytes stand, by their paths in it. Files that vanish meanwhile are not there. */
export const filesWith = async (folder: string, text: string): Promise<readonly string[]> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const found: string[] = [];
  for (const entry of entries.filter((one) => one.isFile())) {
    const path = join(entry.parentPath, entry.name);
    const bytes = await readFile(path).catch(() => Buffer.alloc(0));
    if (bytes.includes(text)) found.push(path.slice(folder.length + 1));
  }
  return found;
};
