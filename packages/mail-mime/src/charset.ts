import { TextDecoder } from 'node:util';

// Names that mail uses and the WHATWG Encoding Standard does not know.
const ALIASES: Readonly<Record<string, string>> = {
  'ansi_x3.4-1968': 'utf-8',
  ascii: 'utf-8',
  'us-ascii': 'utf-8',
  usascii: 'utf-8',
  '7bit': 'utf-8',
  '8bit': 'utf-8',
  cp932: 'shift_jis',
  'x-ms-cp932': 'shift_jis',
  cp936: 'gbk',
  ms936: 'gbk',
  cp949: 'euc-kr',
  ms949: 'euc-kr',
  uhc: 'euc-kr',
  cp950: 'big5',
  cp50220: 'iso-2022-jp',
  cp50221: 'iso-2022-jp',
  'iso-2022-jp-ms': 'iso-2022-jp',
  eucjp: 'euc-jp',
  'iso-8859-8-i': 'iso-8859-8',
};

/** Decoders by label; undefined for a charset that the platform does not know. */
const decoders = new Map<string, TextDecoder | undefined>();

/** Turns bytes into text. */
export interface Charset {
  /** The name in the WHATWG Encoding Standard. */
  readonly name: string;
  decode(bytes: Uint8Array): string;
}

/** @returns undefined when the charset is not known to us, or never taken from mail (UTF-7 can hide markup) */
export function charsetOf(label: string): Charset | undefined {
  const decoder = decoderOf(label.trim().toLowerCase());
  if (decoder === undefined) return undefined;
  if (decoder.encoding === 'utf-8') return UTF8;
  return { name: decoder.encoding, decode: (bytes) => decoder.decode(bytes) };
}

const UTF8: Charset = {
  name: 'utf-8',
  decode: (bytes) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8'),
};

function decoderOf(label: string): TextDecoder | undefined {
  if (decoders.has(label)) return decoders.get(label);
  const decoder = newDecoder(ALIASES[label] ?? label);
  // Labels come out of mail: the cache must not grow with them.
  if (decoders.size < 500) decoders.set(label, decoder);
  return decoder;
}

function newDecoder(label: string): TextDecoder | undefined {
  try {
    return new TextDecoder(label, { ignoreBOM: false });
  } catch {
    // RangeError: an unknown label, or one of the encodings that the standard replaces for safety.
    return undefined;
  }
}
