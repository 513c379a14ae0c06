import { sha256Hex } from '@mailfold/kernel';
import type { IdentityContent } from '@mailfold/mail';
import type { MimePart, MimeTree } from './mime-tree.ts';
import { decodeTransfer } from './transfer-encoding.ts';
import { withLineFeeds } from './line-ends.ts';

/** A leaf of the tree with its transfer encoding undone. */
export interface Leaf {
  readonly part: MimePart;
  readonly content: Buffer;
  /** The content with LF line ends; the content itself where it is not carried in lines. */
  readonly lines: Buffer;
}

/** The leaves in the order of the message. */
export function readLeaves(raw: Buffer, tree: MimeTree): readonly Leaf[] {
  return partsWithoutChildren(tree.root).map((part) => {
    const content = decodeTransfer(raw.subarray(part.start, part.end), part.encoding);
    return { part, content, lines: isInLines(part) ? withLineFeeds(content) : content };
  });
}

function partsWithoutChildren(part: MimePart): readonly MimePart[] {
  return part.children === undefined ? [part] : part.children.flatMap((child) => partsWithoutChildren(child));
}

/** Base64 carries any bytes unharmed; every other encoding is carried in lines, whose ends change on the way. */
const isInLines = (part: MimePart): boolean =>
  part.encoding !== 'base64' || /^(?:text|message)\//.test(part.contentType.value);

/** What `hash@1` is taken over (ING-1): the decoded leaves, or the raw body where the structure cannot be read. */
export function identityContent(tree: MimeTree, leaves: readonly Leaf[]): IdentityContent {
  const { root } = tree;
  const digests = leaves.map((leaf) =>
    sha256Hex(isInLines(leaf.part) ? withoutLastLineEnds(leaf.lines) : leaf.content),
  );
  const unreadable = root.children === undefined && root.contentType.value.startsWith('multipart/');
  const [body] = digests;
  return unreadable && body !== undefined ? { body } : { leaves: digests };
}

const LF = 0x0a;

/** Servers add and drop them when a message is uploaded. */
function withoutLastLineEnds(bytes: Buffer): Buffer {
  let { length } = bytes;
  while (length > 0 && bytes[length - 1] === LF) length -= 1;
  return bytes.subarray(0, length);
}
