import { crc32, deflateSync } from 'node:zlib';
import { file, type Attachment } from './attachment.ts';

const WIDTH = 200;
const HEIGHT = 80;
const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const PALETTE = Buffer.from([255, 255, 255, 28, 92, 140, 214, 70, 60, 220, 226, 232]);

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type), data]);
  const out = Buffer.alloc(8);
  out.writeUInt32BE(data.length, 0);
  out.writeUInt32BE(crc32(named), 4);
  return Buffer.concat([out.subarray(0, 4), named, out.subarray(4)]);
}

/** The palette index of a pixel: a bar a value, red above the limit, a grey line at the limit. */
function colour(values: readonly number[], limit: number, x: number, y: number): number {
  const value = values[Math.floor((x * values.length) / WIDTH)] ?? 0;
  const gap = (x * values.length) % WIDTH < values.length;
  if (!gap && HEIGHT - y <= value) return value > limit ? 2 : 1;
  return HEIGHT - y === limit ? 3 : 0;
}

/** A bar chart of values from 0 to 80 as a PNG with a palette (ISO/IEC 15948). */
function chartBytes(values: readonly number[], limit: number): Buffer {
  const rows = Buffer.alloc((WIDTH + 1) * HEIGHT);
  for (let y = 0; y < HEIGHT; y += 1)
    for (let x = 0; x < WIDTH; x += 1) rows[y * (WIDTH + 1) + x + 1] = colour(values, limit, x, y);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(WIDTH, 0);
  header.writeUInt32BE(HEIGHT, 4);
  header.set([8, 3], 8);
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('PLTE', PALETTE),
    chunk('IDAT', deflateSync(rows, { level: 6 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

export const chart = (fileName: string, values: readonly number[], limit: number): Attachment =>
  file(fileName, 'image/png', () => chartBytes(values, limit));

/** The same chart, shown in the text where its mark stands. */
export const inlineChart = (fileName: string, values: readonly number[], limit: number): Attachment => ({
  ...chart(fileName, values, limit),
  inline: true,
});
