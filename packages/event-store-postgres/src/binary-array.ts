// PostgreSQL's binary form of one-dimensional arrays (array_recv): dimensions, has-nulls, element type, length, lower
// bound, then each element with its length. Sent so, values need no quoting here and no parsing there.
const HEADER_BYTES = 20;
const OID = { int4: 23, json: 114, text: 25, uuid: 2950 } as const;

function header(oid: number, length: number, bytes: number): Buffer {
  const buffer = Buffer.allocUnsafe(HEADER_BYTES + bytes);
  buffer.writeInt32BE(1, 0);
  buffer.writeInt32BE(0, 4);
  buffer.writeInt32BE(oid, 8);
  buffer.writeInt32BE(length, 12);
  buffer.writeInt32BE(1, 16);
  return buffer;
}

function strings(oid: number, values: readonly string[]): Buffer {
  // Room for the worst case (three bytes for a UTF-16 unit) is cheaper than counting each text's bytes first.
  const room = values.reduce((sum, value) => sum + value.length * 3 + 4, 0);
  const buffer = header(oid, values.length, room);
  let at = HEADER_BYTES;
  for (const value of values) {
    const written = buffer.write(value, at + 4, 'utf8');
    buffer.writeInt32BE(written, at);
    at += written + 4;
  }
  return buffer.subarray(0, at);
}

export const textArray = (values: readonly string[]): Buffer => strings(OID.text, values);

/** @param values each a JSON text */
export const jsonArray = (values: readonly string[]): Buffer => strings(OID.json, values);

export function int4Array(values: readonly number[]): Buffer {
  const buffer = header(OID.int4, values.length, values.length * 8);
  values.forEach((value, index) => {
    buffer.writeInt32BE(4, HEADER_BYTES + index * 8);
    buffer.writeInt32BE(value, HEADER_BYTES + index * 8 + 4);
  });
  return buffer;
}

/** @param values UUIDs in their text form */
export function uuidArray(values: readonly string[]): Buffer {
  const buffer = header(OID.uuid, values.length, values.length * 20);
  values.forEach((value, index) => {
    buffer.writeInt32BE(16, HEADER_BYTES + index * 20);
    buffer.write(value.replaceAll('-', ''), HEADER_BYTES + index * 20 + 4, 'hex');
  });
  return buffer;
}
