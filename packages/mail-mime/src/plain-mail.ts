import { sha256Hex } from '@mailfold/kernel';
import type { HeaderFields } from '@mailfold/mail';
import { identityHash } from '@mailfold/mail';
import { boundedFields } from './bounded-fields.ts';
import type { Contents } from './contents.ts';
import { readHeaderFields } from './header-fields.ts';
import { cut } from './header-text.ts';
import { htmlText } from './html-text.ts';
import type { Leaf } from './leaves.ts';
import { identityContent, readLeaves } from './leaves.ts';
import { LIMITS, Rejection } from './limits.ts';
import type { MimeTree } from './mime-tree.ts';
import { readMimeTree } from './mime-tree.ts';
import { readContents } from './own-reader.ts';
import { preview } from './preview.ts';
import type { ParsedMail, ReadMail } from './read-mail.ts';

/** Everything about a message but its contents. */
export interface Outline {
  readonly tree: MimeTree;
  readonly leaves: readonly Leaf[];
  readonly headers: HeaderFields;
  readonly identityHash: string;
  readonly problems: Set<string>;
}

/**
 * Reads a message with our own reader alone, whose time and memory are linear in its length.
 * @returns undefined when mailparser must look at it, which belongs in a child process
 */
export function parsePlain(raw: Buffer): ReadMail | undefined {
  try {
    const outline = readOutline(raw);
    const contents = readContents(raw, outline.tree, outline.leaves, outline.problems);
    return contents === undefined ? undefined : assembled(outline, contents);
  } catch (error) {
    if (error instanceof Rejection) return error.rejected;
    throw error;
  }
}

export function readOutline(raw: Buffer): Outline {
  const problems = new Set<string>();
  const tree = readMimeTree(raw, problems);
  const leaves = readLeaves(raw, tree);
  const fields = readHeaderFields(tree.root.header, problems);
  return {
    tree,
    leaves,
    headers: boundedFields(fields, problems),
    identityHash: identityHash(fields, identityContent(tree, leaves)),
    problems,
  };
}

export function assembled(outline: Outline, contents: Contents): ParsedMail {
  const text = contents.text ?? '';
  const words =
    text.trim() === '' && contents.html !== undefined ? htmlText(contents.html.slice(0, LIMITS.htmlCharacters)) : text;
  const searchText = cut(words, LIMITS.searchCharacters);
  return {
    status: 'parsed',
    headers: outline.headers,
    ...contents,
    identityHash: outline.identityHash,
    preview: preview(words),
    searchText,
    ...(searchText === '' ? {} : { textDigest: sha256Hex(searchText.replaceAll(/\s+/g, '')) }),
    problems: [...outline.problems, ...outline.tree.doubts].slice(0, 20),
  };
}
