import { hash } from 'node:crypto';

const namespaceBytes = new Map<string, Buffer>();
// What a digit becomes when its upper two bits are 10.
const VARIANT = '89ab89ab89ab89ab';
const scratch = Buffer.allocUnsafe(4096);

/** `8-4-4-4-12` out of 32 hexadecimal digits. */
export const dashed = (hex: string): string =>
  `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export const isUuid = (text: string): boolean => text.length === 36 && UUID.test(text);

function bytesOf(namespace: string): Buffer {
  const known = namespaceBytes.get(namespace);
  if (known !== undefined) return known;
  if (!isUuid(namespace)) throw new TypeError('uuid5: the namespace is not a UUID');
  const bytes = Buffer.from(namespace.replaceAll('-', ''), 'hex');
  // Callers may use computed namespaces (a cause id): the cache must not grow with the log.
  if (namespaceBytes.size >= 1024) namespaceBytes.clear();
  namespaceBytes.set(namespace, bytes);
  return bytes;
}

function digest(namespace: Buffer, name: string): string {
  // A UTF-16 unit is three bytes of UTF-8 at most.
  const room = 16 + name.length * 3;
  const buffer = room <= scratch.length ? scratch : Buffer.allocUnsafe(room);
  namespace.copy(buffer);
  const end = 16 + buffer.write(name, 16, 'utf8');
  return hash('sha1', buffer.subarray(0, end), 'hex');
}

/**
 * Name-based UUID, version 5 (RFC 9562 §5.5). The parts are joined as a JSON array, so `('a', 'bc')` and `('ab', 'c')` differ.
 * @param namespace a UUID: one of `NAMESPACES`, or the id of a cause.
 */
export function uuid5(namespace: string, ...parts: readonly string[]): string {
  const hex = digest(bytesOf(namespace), JSON.stringify(parts));
  const variant = VARIANT.charAt(Number.parseInt(hex.charAt(16), 16));
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
