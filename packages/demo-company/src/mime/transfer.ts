const base64Lines = (bytes: Buffer): string => (bytes.toString('base64').match(/.{1,76}/gu) ?? []).join('\r\n');

const quoted = (byte: number): string => `=${byte.toString(16).toUpperCase().padStart(2, '0')}`;

/** One line in quoted-printable, broken softly before column 76 (RFC 2045 §6.7). */
function quotedLine(line: Buffer): string {
  let out = '';
  let column = 0;
  line.forEach((byte, index) => {
    const last = index === line.length - 1;
    const plain = (byte >= 33 && byte <= 126 && byte !== 61) || ((byte === 32 || byte === 9) && !last);
    const piece = plain ? String.fromCharCode(byte) : quoted(byte);
    if (column + piece.length > 75) {
      out += '=\r\n';
      column = 0;
    }
    out += piece;
    column += piece.length;
  });
  return out;
}

const quotedPrintable = (bytes: Buffer): string =>
  bytes
    .toString('latin1')
    .split('\r\n')
    .map((line) => quotedLine(Buffer.from(line, 'latin1')))
    .join('\r\n');

export interface Transferred {
  readonly encoding: '7bit' | '8bit' | 'base64' | 'quoted-printable';
  readonly body: string;
}

const fitsSevenBit = (bytes: Buffer): boolean =>
  bytes.every((byte) => byte < 0x80) &&
  bytes
    .toString('latin1')
    .split('\r\n')
    .every((line) => line.length <= 998);

/** The encoding a mail program would choose for text: the plainest that carries it. */
export function transferText(bytes: Buffer): Transferred {
  if (fitsSevenBit(bytes)) return { encoding: '7bit', body: bytes.toString('latin1') };
  const high = bytes.filter((byte) => byte >= 0x80).length;
  if (high * 3 > bytes.length) return { encoding: 'base64', body: base64Lines(bytes) };
  return { encoding: 'quoted-printable', body: quotedPrintable(bytes) };
}

export const transferBytes = (bytes: Buffer): Transferred => ({
  encoding: 'base64',
  body: base64Lines(bytes),
});
