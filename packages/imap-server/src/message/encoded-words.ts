const WORD = /=\?([^?\s]+)\?([bq])\?([^?\s]*)\?=(?:\s+(?==\?))?/gi;

/** RFC 2047 words as text; what cannot be decoded stays as it is. */
export const decodeWords = (text: string): string =>
  text.replaceAll(WORD, (word, charset: string, encoding: string, payload: string) => {
    const bytes = encoding.toLowerCase() === 'b' ? Buffer.from(payload, 'base64') : quoted(payload);
    return decoded(charset, bytes) ?? word;
  });

function decoded(charset: string, bytes: Buffer): string | undefined {
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    return undefined; // A charset that this machine does not know.
  }
}

const quoted = (payload: string): Buffer =>
  Buffer.from(
    payload
      .replaceAll('_', ' ')
      .replaceAll(/=([0-9a-f]{2})/gi, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  );
