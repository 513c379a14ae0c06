/** The name of a mailbox as a person reads it (RFC 3501 §5.1.3). */
export const decodeMailboxName = (wire: string): string =>
  wire.replaceAll(/&([^-]*)-/g, (_, code: string) =>
    code === '' ? '&' : Buffer.from(code.replaceAll(',', '/'), 'base64').swap16().toString('utf16le'),
  );

/** The name of a mailbox as the protocol carries it. */
export const encodeMailboxName = (name: string): string =>
  name.replaceAll('&', '&-').replaceAll(/[^\u0020-\u007E]+/g, (run) => {
    const code = Buffer.from(run, 'utf16le').swap16().toString('base64').replaceAll('=', '').replaceAll('/', ',');
    return `&${code}-`;
  });
