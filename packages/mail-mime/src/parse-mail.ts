import { readContentsFully } from './full-reader.ts';
import { Rejection } from './limits.ts';
import { readContents } from './own-reader.ts';
import { assembled, readOutline } from './plain-mail.ts';
import type { ReadMail } from './read-mail.ts';

/** Reads one raw message. Resolves for any bytes; rejects only with a bug. */
export async function parseMail(raw: Buffer): Promise<ReadMail> {
  try {
    const outline = readOutline(raw);
    const contents =
      readContents(raw, outline.tree, outline.leaves, outline.problems) ?? (await readContentsFully(raw));
    return assembled(outline, contents);
  } catch (error) {
    if (error instanceof Rejection) return error.rejected;
    throw error;
  }
}
