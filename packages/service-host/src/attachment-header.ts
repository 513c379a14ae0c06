// RFC 8187 §3.2.1 attr-char; everything else is percent-encoded.
const encoded = (name: string): string =>
  encodeURIComponent(name).replaceAll(/['()*!]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);

const plain = (name: string): string => name.replaceAll(/[^\x20-\x7e]|["\\%/]/g, '_');

/**
 * `content-disposition: attachment` of any file name, also a hostile one: control characters (CR LF among them) and path
 * separators are gone, other scripts travel in `filename*` (RFC 6266, RFC 8187). X13: never `inline`.
 */
export function attachmentHeader(filename: string | undefined): string {
  if (filename === undefined || filename === '') return 'attachment';
  const name = filename
    .toWellFormed()
    .replaceAll(/[\p{Cc}\p{Cf}/\\]/gu, '_')
    .slice(0, 200)
    .toWellFormed();
  return `attachment; filename="${plain(name)}"; filename*=UTF-8''${encoded(name)}`;
}
