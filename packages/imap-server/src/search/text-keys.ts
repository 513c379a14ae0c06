import { decodeWords } from '../message/encoded-words.ts';
import { headerEnd } from '../message/header-fields.ts';
import type { Arguments } from '../protocol/arguments.ts';
import type { Candidate, SearchKey } from './search-key.ts';

/** Keys that look for text, whatever its case. Header fields are searched decoded, bodies as they are encoded. */
export function textKey(word: string, args: Arguments): SearchKey | undefined {
  switch (word) {
    case 'FROM':
    case 'TO':
    case 'CC':
    case 'BCC':
    case 'SUBJECT':
      return inField(word, wanted(args));
    case 'HEADER':
      return inField(args.string(), wanted(args));
    case 'BODY':
      return inText(wanted(args), bodyText);
    case 'TEXT':
      return inText(wanted(args), (candidate) => headerText(candidate) + bodyText(candidate));
    default:
      return undefined;
  }
}

const wanted = (args: Arguments): string => utf8(args.string()).toLowerCase();

const utf8 = (latin1: string): string => Buffer.from(latin1, 'latin1').toString('utf8');

function inField(name: string, text: string): SearchKey {
  const lower = name.toLowerCase();
  return (candidate) =>
    candidate.fields().some((field) => field.name.toLowerCase() === lower && fieldText(field.raw).includes(text));
}

const inText =
  (text: string, of: (candidate: Candidate) => string): SearchKey =>
  (candidate) =>
    of(candidate).includes(text);

const fieldText = (raw: string): string =>
  decodeWords(utf8(raw.slice(raw.indexOf(':') + 1).replaceAll(/\r?\n/g, '')))
    .toLowerCase()
    .trim();

const headerText = (candidate: Candidate): string =>
  candidate
    .fields()
    .map((field) => decodeWords(utf8(field.raw)).toLowerCase())
    .join('\n');

const bodyText = (candidate: Candidate): string => {
  const raw = candidate.raw();
  return raw.toString('utf8', headerEnd(raw)).toLowerCase();
};
