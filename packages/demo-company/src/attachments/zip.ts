import { crc32 } from 'node:zlib';

interface Entry {
  readonly name: string;
  readonly text: string;
}

// 1980-01-01, the oldest date the format knows: the same bytes on every day.
const DOS_DATE = 0x21;

function fields(entry: Entry): Buffer {
  const data = Buffer.from(entry.text);
  const out = Buffer.alloc(26);
  out.writeUInt16LE(20, 0);
  out.writeUInt16LE(0x0800, 2);
  out.writeUInt16LE(DOS_DATE, 8);
  out.writeUInt32LE(crc32(data), 10);
  out.writeUInt32LE(data.length, 14);
  out.writeUInt32LE(data.length, 18);
  out.writeUInt16LE(Buffer.byteLength(entry.name), 22);
  return out;
}

function centralRecord(entry: Entry, offset: number): Buffer {
  const tail = Buffer.alloc(14);
  tail.writeUInt32LE(offset, 10);
  const head = Buffer.from([0x50, 0x4b, 1, 2, 20, 0]);
  return Buffer.concat([head, fields(entry), tail, Buffer.from(entry.name)]);
}

/** A zip file of stored (not compressed) entries; APPNOTE 6.3.10 §4.3. */
export function zipBytes(entries: readonly Entry[]): Buffer {
  const local: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    central.push(centralRecord(entry, offset));
    const head = Buffer.concat([Buffer.from([0x50, 0x4b, 3, 4]), fields(entry)]);
    const record = Buffer.concat([head, Buffer.from(entry.name + entry.text)]);
    local.push(record);
    offset += record.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...local, directory, end]);
}
