import { iso2022jp, shiftJis } from './japanese-bytes.ts';

export type Charset = 'utf-8' | 'iso-2022-jp' | 'shift_jis';

export function encodeText(text: string, charset: Charset): Buffer {
  switch (charset) {
    case 'utf-8':
      return Buffer.from(text);
    case 'iso-2022-jp':
      return iso2022jp(text);
    case 'shift_jis':
      return shiftJis(text);
  }
}
