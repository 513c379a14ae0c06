import { foldSubject } from './fold-subject.ts';
import { SUBJECT_PREFIXES } from './subject-prefixes.ts';

const WORDS: ReadonlySet<string> = new Set(
  Object.values(SUBJECT_PREFIXES)
    .flat()
    .map((word) => foldSubject(word)),
);

// The longest word, a counter or a short tag, a dot and spaces.
const LONGEST_PREFIX = 64;

// `Re[2]`, `Re^2`, `Re*2`, `Re(2)`, `Re2`, `Re [list]`, `Odp.`. One digit a turn: two ways to read a run of digits would be exponential.
const COUNTER = /(?:\[[^[\]]*\]|\(\d*\)|[\^*]\d|\d|[.\s])+$/;

const TRAILERS = ['(fwd)', '(fw)'];

// : ∶ ꞉
const isColon = (unit: number): boolean => unit === 0x3a || unit === 0x2236 || unit === 0xa789;

/** What is left of a folded subject: everything from `start` up to `end`. */
interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * The subject without what replying, forwarding and mailing lists put around it, folded (THR-2; RFC 5256 §2.1, widened to the prefixes of
 * all published lists). Two messages of one conversation give the same base subject. Time is linear in the length of the subject.
 * @returns empty when nothing is left, which joins nothing
 */
export function baseSubject(subject: string): string {
  const text = foldSubject(subject);
  let span: Span = { start: 0, end: text.length };
  for (;;) {
    const inner = withoutLeaders(text, withoutTrailers(text, span));
    const opened = withoutWrapper(text, inner);
    if (opened === undefined) return text.slice(inner.start, inner.end);
    span = opened;
  }
}

/** RFC 5256 §2.1 (2): `(fwd)` and white space at the end. */
function withoutTrailers(text: string, span: Span): Span {
  let { end } = span;
  for (;;) {
    while (end > span.start && text[end - 1] === ' ') end -= 1;
    const trailer = TRAILERS.find((one) => text.endsWith(one, end) && end - one.length >= span.start);
    if (trailer === undefined) return { start: span.start, end };
    end -= trailer.length;
  }
}

/** RFC 5256 §2.1 (3) to (5): prefixes and list tags at the start. A tag goes only when something is left after it. */
function withoutLeaders(text: string, span: Span): Span {
  let { start } = span;
  let lastTag = -1;
  for (;;) {
    while (start < span.end && text[start] === ' ') start += 1;
    const afterPrefix = prefixEnd(text, start, span.end);
    const afterTag = afterPrefix === undefined ? tagEnd(text, start, span.end) : undefined;
    if (afterPrefix === undefined && afterTag === undefined) break;
    lastTag = afterTag === undefined ? -1 : start;
    start = afterPrefix ?? afterTag ?? span.end;
  }
  return start === span.end && lastTag !== -1 ? { start: lastTag, end: span.end } : { start, end: span.end };
}

/** RFC 5256 §2.1 (6): `[Fwd: subject]` is the subject. */
function withoutWrapper(text: string, span: Span): Span | undefined {
  if (text[span.start] !== '[' || text[span.end - 1] !== ']') return undefined;
  const start = prefixEnd(text, span.start + 1, span.end - 1);
  return start === undefined ? undefined : { start, end: span.end - 1 };
}

function prefixEnd(text: string, start: number, end: number): number | undefined {
  const limit = Math.min(end, start + LONGEST_PREFIX);
  let colon = start;
  while (colon < limit && !isColon(text.charCodeAt(colon))) colon += 1;
  if (colon >= limit || colon === start) return undefined;
  const head = text.slice(start, colon);
  return WORDS.has(head) || WORDS.has(head.replace(COUNTER, '')) ? colon + 1 : undefined;
}

function tagEnd(text: string, start: number, end: number): number | undefined {
  if (text[start] !== '[') return undefined;
  for (let at = start + 1; at < end; at += 1) {
    if (text[at] === '[') return undefined;
    if (text[at] === ']') return at + 1;
  }
  return undefined;
}
