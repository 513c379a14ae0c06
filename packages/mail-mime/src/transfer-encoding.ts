const EQUALS = 0x3d;
const LF = 0x0a;
const CR = 0x0d;
const SPACE = 0x20;
const TAB = 0x09;

export type TransferEncoding = 'base64' | 'quoted-printable' | 'none' | 'unknown';

/** RFC 2045 §6.1. */
export function transferEncoding(raw: string | undefined): TransferEncoding {
  const text = (raw ?? '')
    .slice(0, 100)
    .replace(/\([^)]*\)/, '')
    .trim()
    .toLowerCase();
  switch (text) {
    case 'base64':
    case 'quoted-printable':
      return text;
    case '':
    case '7bit':
    case '8bit':
    case 'binary':
      return 'none';
    default:
      return 'unknown';
  }
}

export function decodeTransfer(bytes: Buffer, encoding: TransferEncoding): Buffer {
  switch (encoding) {
    case 'base64':
      return Buffer.from(bytes.toString('latin1'), 'base64');
    case 'quoted-printable':
      return decodeQuotedPrintable(bytes);
    case 'none':
    case 'unknown':
      return bytes;
  }
}

const BASE64 = new Uint8Array(256);
for (const character of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'.split('')) {
  BASE64[character.charCodeAt(0)] = 1;
}

/** Whether the base64 has foreign characters or goes on after its padding: readers take both differently. */
export function isOddBase64(bytes: Buffer): boolean {
  let padded = false;
  for (const byte of bytes) {
    if (byte === EQUALS) padded = true;
    else if (byte > SPACE && (padded || BASE64[byte] !== 1)) return true;
  }
  return false;
}

const HEX = new Int8Array(256).fill(-1);
for (const [value, digit] of '0123456789abcdef'.split('').entries()) {
  HEX[digit.charCodeAt(0)] = value;
  HEX[digit.toUpperCase().charCodeAt(0)] = value;
}

/** RFC 2045 §6.7; what is not well formed stays as it is. */
export function decodeQuotedPrintable(bytes: Buffer): Buffer {
  if (!bytes.includes(EQUALS)) return bytes;
  const out = Buffer.allocUnsafe(bytes.length);
  let length = 0;
  // White space before this position was encoded and stays at the end of a line.
  let floor = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte === LF || byte === CR) {
      while (length > floor && isBlank(out[length - 1])) length -= 1;
      out[length++] = byte;
    } else if (byte === EQUALS) {
      const softEnd = softBreakEnd(bytes, at + 1);
      const value = softEnd === -1 ? hexPair(bytes, at + 1) : -1;
      if (softEnd !== -1) at = softEnd - 1;
      else if (value === -1) out[length++] = byte;
      else {
        out[length++] = value;
        at += 2;
      }
      floor = length;
    } else out[length++] = byte;
  }
  return out.subarray(0, length);
}

const isBlank = (byte: number | undefined): boolean => byte === SPACE || byte === TAB;

function hexPair(bytes: Buffer, at: number): number {
  const high = HEX[bytes[at] ?? 0] ?? -1;
  const low = HEX[bytes[at + 1] ?? 0] ?? -1;
  return high === -1 || low === -1 ? -1 : high * 16 + low;
}

/** The position after a soft line break, white space before it included; -1 when there is none. */
function softBreakEnd(bytes: Buffer, start: number): number {
  let at = start;
  while (isBlank(bytes[at])) at += 1;
  if (at >= bytes.length) return at;
  if (bytes[at] === LF) return at + 1;
  return bytes[at] === CR && bytes[at + 1] === LF ? at + 2 : -1;
}
