import { encodeText, type Charset } from './charset.ts';
import { fileNameParameter } from './header.ts';
import { transferBytes, transferText } from './transfer.ts';

/** A body part: its own header fields, and the body as it goes on the wire. */
export interface Part {
  readonly fields: readonly (readonly [string, string])[];
  readonly body: string;
}

/** Names the boundaries of one mail: the same mail has the same ones. */
export type Boundaries = () => string;

export function textPart(text: string, type: string, charset: Charset): Part {
  const bytes = encodeText(text.replaceAll(/\r?\n/gu, '\r\n'), charset);
  const { encoding, body } = transferText(bytes);
  return {
    fields: [
      ['Content-Type', `${type}; charset=${charset}`],
      ['Content-Transfer-Encoding', encoding],
    ],
    body,
  };
}

export interface FilePart {
  readonly fileName: string;
  readonly type: string;
  readonly bytes: Buffer;
  readonly contentId?: string;
}

export function filePart({ fileName, type, bytes, contentId }: FilePart): Part {
  const { encoding, body } = transferBytes(bytes);
  const disposition = contentId === undefined ? 'attachment' : 'inline';
  return {
    fields: [
      ['Content-Type', `${type};\r\n\t${fileNameParameter('name', fileName)}`],
      ['Content-Transfer-Encoding', encoding],
      ['Content-Disposition', `${disposition};\r\n\t${fileNameParameter('filename', fileName)}`],
      ...(contentId === undefined ? [] : [['Content-ID', `<${contentId}>`] as const]),
    ],
    body,
  };
}

export const renderFields = (fields: Part['fields']): string =>
  fields.map(([name, value]) => `${name}: ${value}\r\n`).join('');

/** RFC 2046 §5.1. A single part stays alone: no mail program wraps it. */
export function multipart(kind: string, parts: readonly Part[], boundaries: Boundaries): Part {
  const [only] = parts;
  if (only !== undefined && parts.length === 1) return only;
  const boundary = boundaries();
  const inner = parts.map((part) => `--${boundary}\r\n${renderFields(part.fields)}\r\n${part.body}\r\n`);
  return {
    fields: [['Content-Type', `multipart/${kind};\r\n\tboundary="${boundary}"`]],
    body: `${inner.join('')}--${boundary}--\r\n`,
  };
}
