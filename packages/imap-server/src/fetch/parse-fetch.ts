import type { Section } from '../message/section.ts';
import { bad } from '../protocol/command-refused.ts';
import type { Value } from '../protocol/value.ts';
import { textOf } from '../protocol/value.ts';
import type { FetchItem } from './fetch-item.ts';

const MACROS: Readonly<Record<string, readonly string[]>> = {
  FAST: ['FLAGS', 'INTERNALDATE', 'RFC822.SIZE'],
  ALL: ['FLAGS', 'INTERNALDATE', 'RFC822.SIZE', 'ENVELOPE'],
  FULL: ['FLAGS', 'INTERNALDATE', 'RFC822.SIZE', 'ENVELOPE', 'BODY'],
};
const SECTION = /^BODY(\.PEEK)?\[([^\]]*)\](?:<(\d+)(?:\.(\d+))?>)?$/i;
const SECTION_SPEC =
  /^((?:\d+\.)*\d+)?(?:(?:^|\.)(HEADER\.FIELDS\.NOT|HEADER\.FIELDS|HEADER|TEXT|MIME))?(?: \(([^)]*)\))?$/i;

/** The items of a FETCH, macros opened (RFC 3501 §6.4.5). */
export function parseFetchItems(value: Value): readonly FetchItem[] {
  const values = value.kind === 'list' ? value.items : [value];
  const words = values.map((one) => textOf(one) ?? '');
  if (words.length === 0) throw bad('Nothing to fetch');
  return words.flatMap((word) => MACROS[word.toUpperCase()] ?? [word]).map(parseItem);
}

function parseItem(word: string): FetchItem {
  const name = word.toUpperCase();
  switch (name) {
    case 'UID':
    case 'FLAGS':
    case 'INTERNALDATE':
    case 'RFC822.SIZE':
    case 'ENVELOPE':
    case 'BODYSTRUCTURE':
    case 'BODY':
    case 'MODSEQ':
    case 'EMAILID':
    case 'THREADID':
    case 'X-GM-MSGID':
    case 'X-GM-THRID':
    case 'X-GM-LABELS':
      return { kind: name };
    case 'RFC822':
      return oldName(name, '', false);
    case 'RFC822.HEADER':
      return oldName(name, 'HEADER', true);
    case 'RFC822.TEXT':
      return oldName(name, 'TEXT', false);
    default:
      return parseSection(word);
  }
}

function oldName(label: string, what: Section['what'], peek: boolean): FetchItem {
  return { kind: 'section', label, section: { path: [], what, fields: [] }, partial: undefined, peek };
}

function parseSection(word: string): FetchItem {
  const found = SECTION.exec(word);
  if (found === null) throw bad('Unknown FETCH item');
  const [, peek, spec = '', from, length] = found;
  const partial = from === undefined ? undefined : { from: Number(from), length: Number(length ?? Infinity) };
  const origin = partial === undefined ? '' : `<${partial.from}>`;
  return {
    kind: 'section',
    label: `BODY[${spec.toUpperCase()}]${origin}`,
    section: parseSectionSpec(spec),
    partial,
    peek: peek !== undefined,
  };
}

function parseSectionSpec(spec: string): Section {
  const found = SECTION_SPEC.exec(spec);
  if (found === null) throw bad('Unknown section');
  const [, path, what = '', names = ''] = found;
  const fields = names
    .split(/\s+/)
    .filter(Boolean)
    .map((name) => name.replaceAll('"', ''));
  return {
    path: path === undefined ? [] : path.split('.').map(Number),
    what: what.toUpperCase() as Section['what'],
    fields,
  };
}
