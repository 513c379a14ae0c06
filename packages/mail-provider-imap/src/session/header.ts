/** The header block of a mail, its closing empty line included; all of it when there is none. */
export function headerOf(raw: Buffer): Buffer {
  const crlf = raw.indexOf('\r\n\r\n');
  const lf = raw.indexOf('\n\n');
  const ends = [crlf < 0 ? raw.length : crlf + 4, lf < 0 ? raw.length : lf + 2];
  return Buffer.from(raw.subarray(0, Math.min(...ends))); // a copy: the first piece need not be kept for it
}
