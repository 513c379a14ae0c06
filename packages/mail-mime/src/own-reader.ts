import { attachmentName } from './attachment-name.ts';
import { charsetOf } from './charset.ts';
import type { Contents } from './contents.ts';
import { joinedContents } from './contents.ts';
import { unflow } from './flowed-text.ts';
import { headerText } from './header-text.ts';
import { leavesOf } from './leaves.ts';
import type { MimePart, MimeTree } from './mime-tree.ts';
import type { MimeAttachment } from './read-mail.ts';
import { decodeTransfer, isOddBase64 } from './transfer-encoding.ts';

/**
 * Reads what nearly all mail is made of, ten times faster than mailparser. It answers undefined whenever in doubt: an unusual charset, a
 * structure that readers take differently, an encoding that does not decode cleanly. Then mailparser reads the message.
 */
export function readContents(raw: Buffer, tree: MimeTree, problems: Set<string>): Contents | undefined {
  if (tree.doubts.size > 0) return undefined;
  const texts: string[] = [];
  const htmls: string[] = [];
  const attachments: MimeAttachment[] = [];
  for (const leaf of leavesOf(tree.root)) {
    const bytes = raw.subarray(leaf.start, leaf.end);
    if (leaf.encoding === 'base64' && isOddBase64(bytes)) return undefined;
    if (!isShown(leaf)) {
      attachments.push(attachmentOf(leaf, decodeTransfer(bytes, leaf.encoding), problems));
      continue;
    }
    const text = textOf(leaf, bytes);
    if (text === undefined) return undefined;
    if (text !== '') (leaf.contentType.value === 'text/html' ? htmls : texts).push(text);
  }
  return joinedContents(texts, htmls, attachments);
}

function isShown(leaf: MimePart): boolean {
  const type = leaf.contentType.value;
  const isBody = type === 'text/plain' || type === 'text/html';
  return isBody && (leaf.disposition.value === '' || leaf.disposition.value === 'inline');
}

function textOf(leaf: MimePart, bytes: Buffer): string | undefined {
  const { params, value } = leaf.contentType;
  const charset = charsetOf(params.get('charset') ?? 'utf-8');
  if (charset === undefined) return undefined;
  const decoded = charset.decode(decodeTransfer(bytes, leaf.encoding));
  // A character that the charset does not have: mailparser's tables for old Japanese charsets know more.
  if (charset.name !== 'utf-8' && decoded.includes('\uFFFD')) return undefined;
  const text = decoded.includes('\r') ? decoded.replaceAll('\r\n', '\n') : decoded;
  const isFlowed = value === 'text/plain' && params.get('format')?.toLowerCase() === 'flowed';
  return isFlowed ? unflow(text, params.get('delsp')?.toLowerCase() === 'yes') : text;
}

function attachmentOf(leaf: MimePart, content: Buffer, problems: Set<string>): MimeAttachment {
  const filename = attachmentName(leaf.disposition.params.get('filename') ?? leaf.contentType.params.get('name'));
  const contentId = headerText(leaf.header.fields.get('content-id')?.[0] ?? '', problems).replaceAll(/^<|>$/g, '');
  return {
    ...(filename === undefined ? {} : { filename }),
    contentType: leaf.contentType.value,
    size: content.length,
    ...(contentId === '' ? {} : { contentId: contentId.slice(0, 400) }),
    inline: isInline(leaf.disposition.value, contentId !== ''),
    content,
  };
}

/** Shown within the text: it says so, or html can point to it and it does not say otherwise. */
export const isInline = (disposition: string, hasContentId: boolean): boolean =>
  disposition === 'inline' || (disposition === '' && hasContentId);
