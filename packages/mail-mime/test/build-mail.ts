/** A raw message out of header lines and a body, with the line ends of the wire. */
export function mail(headers: readonly string[], body = 'Hello'): Buffer {
  return Buffer.from([...headers, '', body].join('\r\n').replaceAll(/\r?\n/g, '\r\n'), 'latin1');
}

export const ADDRESSED: readonly string[] = [
  'From: Jane <jane@example.com>',
  'To: joe@example.com',
  'Subject: Offer',
  'Date: Fri, 2 Jan 2026 03:04:05 +0000',
  'Message-ID: <1@example.com>',
];

/** A multipart with these parts, each a list of header lines and a body. */
export function multipart(
  kind: string,
  parts: readonly (readonly [headers: readonly string[], body: string])[],
  boundary = 'b-1',
): Buffer {
  const bodies = parts.map(([headers, body]) => [`--${boundary}`, ...headers, '', body].join('\n'));
  const body = ['This is MIME.', ...bodies, `--${boundary}--`, ''].join('\n');
  return mail([...ADDRESSED, `Content-Type: multipart/${kind}; boundary="${boundary}"`], body);
}
