// Modified UTF-7, RFC 3501 §5.1.3: printable ASCII stands for itself, "&-" for "&", all else is UTF-16 in base64 with "," for "/".

import { wireString } from './wire-text.ts';

const ASCII = /^[\x20-\x7e]*$/;

/** The folder's path as it goes over the wire, before quoting. */
export function encodeMailboxName(path: string): string {
  return path.replaceAll(/&|[^\x20-\x7e]+/g, (run) => (run === '&' ? '&-' : `&${base64(run)}-`));
}

/** The path that a wire name stands for. Names that are not modified UTF-7 are taken as UTF-8. */
export function decodeMailboxName(name: string): string {
  if (!ASCII.test(name)) return Buffer.from(name, 'latin1').toString('utf8');
  return name.replaceAll(/&([^-]*)-/g, (_all, run: string) => (run === '' ? '&' : unbase64(run)));
}

export const wireMailbox = (path: string): string => wireString(encodeMailboxName(path));

function base64(run: string): string {
  return Buffer.from(run, 'utf16le').swap16().toString('base64').replace(/=+$/, '').replaceAll('/', ',');
}

function unbase64(run: string): string {
  const bytes = Buffer.from(run.replaceAll(',', '/'), 'base64');
  return Buffer.from(bytes.subarray(0, bytes.length & ~1))
    .swap16()
    .toString('utf16le');
}
