const CR = 0x0d;
const LF = 0x0a;

/** The bytes with every CR LF made LF; a CR alone stays. */
export function withLineFeeds(bytes: Buffer): Buffer {
  const first = bytes.indexOf(CR);
  if (first === -1) return bytes;
  const out = Buffer.allocUnsafe(bytes.length);
  bytes.copy(out, 0, 0, first);
  let length = first;
  for (let at = first; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte !== CR || bytes[at + 1] !== LF) out[length++] = byte;
  }
  return out.subarray(0, length);
}
