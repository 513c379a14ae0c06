import { wireList, wireNstring, wireString } from '../protocol/wire-text.ts';
import { parseParameterised } from './content-type.ts';
import type { Parameterised } from './content-type.ts';
import { wireEnvelope } from './envelope.ts';
import { headerValue } from './header-fields.ts';
import type { MimePart } from './mime-part.ts';

/** BODYSTRUCTURE, or BODY when not `extended` (RFC 3501 §7.4.2). */
export function wireBodyStructure(raw: Buffer, part: MimePart, extended: boolean): string {
  const [, subtype = 'plain'] = part.contentType.value.split('/');
  // A multipart without parts is no multipart that this grammar could express.
  if (part.parts.length === 0) return leaf(raw, part, extended);
  const parts = part.parts.map((one) => wireBodyStructure(raw, one, extended)).join('');
  const more = extended ? ` ${parameters(part.contentType)} ${extension(part)}` : '';
  return `(${parts} ${wireString(subtype.toUpperCase())}${more})`;
}

function leaf(raw: Buffer, part: MimePart, extended: boolean): string {
  const [type, subtype] = leafType(part);
  const header = (name: string): string | undefined => headerValue(part.fields, name);
  const basic = [
    wireString(type.toUpperCase()),
    wireString(subtype.toUpperCase()),
    parameters(part.contentType),
    wireNstring(header('content-id')),
    wireNstring(header('content-description')),
    wireString((header('content-transfer-encoding') ?? '7BIT').toUpperCase()),
    `${part.end - part.bodyStart}`,
    ...typeFields(raw, part, type, extended),
  ];
  return wireList(extended ? [...basic, 'NIL', extension(part)] : basic);
}

function leafType(part: MimePart): readonly [string, string] {
  const [type = 'text', subtype = 'plain'] = part.contentType.value.split('/');
  return type === 'multipart' ? ['application', 'octet-stream'] : [type, subtype];
}

function typeFields(raw: Buffer, part: MimePart, type: string, extended: boolean): readonly string[] {
  if (part.message !== undefined) {
    const inner = wireBodyStructure(raw, part.message, extended);
    return [wireEnvelope(part.message.fields), inner, lines(raw, part)];
  }
  return type === 'text' ? [lines(raw, part)] : [];
}

function lines(raw: Buffer, part: MimePart): string {
  let count = 0;
  for (let at = raw.indexOf(0x0a, part.bodyStart); at >= 0 && at < part.end; at = raw.indexOf(0x0a, at + 1)) count += 1;
  return `${count}`;
}

function parameters(header: Parameterised): string {
  if (header.parameters.length === 0) return 'NIL';
  return wireList(header.parameters.flatMap(([name, value]) => [wireString(name), wireString(value)]));
}

/** Disposition, language and location. */
function extension(part: MimePart): string {
  const given = headerValue(part.fields, 'content-disposition');
  const language = wireNstring(headerValue(part.fields, 'content-language'));
  const location = wireNstring(headerValue(part.fields, 'content-location'));
  if (given === undefined) return `NIL ${language} ${location}`;
  const disposition = parseParameterised(given);
  return `(${wireString(disposition.value)} ${parameters(disposition)}) ${language} ${location}`;
}
