import { sha256Hex } from '@mailfold/kernel';
import type { IdentityContent } from '@mailfold/mail';
import type { MimePart, MimeTree } from './mime-tree.ts';
import { decodeTransfer } from './transfer-encoding.ts';

/** The leaves in the order of the message. */
export function leavesOf(part: MimePart): readonly MimePart[] {
  return part.children === undefined ? [part] : part.children.flatMap((child) => leavesOf(child));
}

/** What `hash@1` is taken over (ING-1): the decoded leaves, or the raw body where the structure cannot be read. */
export function identityContent(raw: Buffer, tree: MimeTree): IdentityContent {
  const { root } = tree;
  const unreadable = root.children === undefined && root.contentType.value.startsWith('multipart/');
  if (unreadable) return { body: textDigest(raw.subarray(root.start, root.end)) };
  return { leaves: leavesOf(root).map((leaf) => leafDigest(raw, leaf)) };
}

function leafDigest(raw: Buffer, leaf: MimePart): string {
  const bytes = decodeTransfer(raw.subarray(leaf.start, leaf.end), leaf.encoding);
  // Base64 carries any bytes unharmed; every other encoding is carried in lines, whose ends change on the way.
  const isText = /^(?:text|message)\//.test(leaf.contentType.value);
  return leaf.encoding === 'base64' && !isText ? sha256Hex(bytes) : textDigest(bytes);
}

const CR = 0x0d;
const LF = 0x0a;

/** Of the bytes with LF line ends and none at the end. */
function textDigest(bytes: Buffer): string {
  const uniform = bytes.includes(CR) ? withoutCarriageReturns(bytes) : bytes;
  let end = uniform.length;
  while (end > 0 && uniform[end - 1] === LF) end -= 1;
  return sha256Hex(uniform.subarray(0, end));
}

function withoutCarriageReturns(bytes: Buffer): Buffer {
  return Buffer.from(bytes.toString('latin1').replaceAll('\r\n', '\n'), 'latin1');
}
