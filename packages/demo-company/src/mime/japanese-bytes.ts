/** JIS X 0208 as pairs of seven-bit bytes by character, read from the platform's EUC-JP decoder. */
function readTable(): ReadonlyMap<string, readonly [number, number]> {
  const decoder = new TextDecoder('euc-jp');
  const table = new Map<string, readonly [number, number]>();
  for (let row = 0x21; row <= 0x7e; row += 1)
    for (let cell = 0x21; cell <= 0x7e; cell += 1) {
      const char = decoder.decode(Uint8Array.of(row | 0x80, cell | 0x80));
      if (char.length === 1 && char !== '\uFFFD' && !table.has(char)) table.set(char, [row, cell]);
    }
  return table;
}

let table: ReadonlyMap<string, readonly [number, number]> | undefined;

// What cannot be written becomes 〓, the printers' mark for a missing type.
const GETA = [0x22, 0x2e] as const;
const NEAR: Readonly<Record<string, string>> = { '—': '―', '–': '―', '’': "'", '“': '"', '”': '"' };

function jis(char: string): readonly [number, number] | number {
  const near = NEAR[char] ?? char;
  const code = near.codePointAt(0) ?? 0;
  if (code < 0x80) return code;
  table ??= readTable();
  return table.get(near) ?? GETA;
}

/** ISO-2022-JP (RFC 1468): seven bits, back in ASCII at the end of each line. */
export function iso2022jp(text: string): Buffer {
  const out: number[] = [];
  let wide = false;
  for (const char of text) {
    const pair = jis(char);
    if (typeof pair === 'number') {
      if (wide) out.push(0x1b, 0x28, 0x42);
      out.push(pair);
    } else {
      if (!wide) out.push(0x1b, 0x24, 0x42);
      out.push(...pair);
    }
    wide = typeof pair !== 'number';
  }
  if (wide) out.push(0x1b, 0x28, 0x42);
  return Buffer.from(out);
}

/** Shift_JIS (JIS X 0208 annex 1) of text without half-width katakana. */
export function shiftJis(text: string): Buffer {
  const out: number[] = [];
  for (const char of text) {
    const pair = jis(char);
    if (typeof pair === 'number') {
      out.push(pair);
      continue;
    }
    const [row, cell] = pair;
    const lead = ((row + 1) >> 1) + (row < 0x5f ? 0x70 : 0xb0);
    const odd = row % 2 === 1;
    out.push(lead, odd ? cell + (cell > 0x5f ? 0x20 : 0x1f) : cell + 0x7e);
  }
  return Buffer.from(out);
}
