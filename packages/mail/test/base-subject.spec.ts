import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { baseSubject, SUBJECT_PREFIXES } from '@mailfold/mail';

interface SubjectCase {
  readonly subject: string;
  readonly base: string;
  readonly note: string;
}

const cases: readonly SubjectCase[] = readFileSync(
  new URL('../../../test/corpus/subjects.ndjson', import.meta.url),
  'utf8',
)
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line));

const prefixes = Object.values(SUBJECT_PREFIXES).flat();

describe('base subject (THR-2)', () => {
  it.each(cases)('of $subject is $base: $note', ({ subject, base }) => {
    expect(baseSubject(subject)).toBe(base);
  });

  it.each(prefixes)('is free of the prefix %s with an ordinary or a full-width colon', (prefix) => {
    expect(baseSubject(`${prefix}: Offer`)).toBe('offer');
    expect(baseSubject(`${prefix.toUpperCase()}： Offer`)).toBe('offer');
  });

  it('of a base subject is that base subject', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(baseSubject(baseSubject(text))).toBe(baseSubject(text));
      }),
    );
  });

  it('does not depend on which prefixes, how many and in which order', () => {
    const chain = fc.array(fc.constantFrom(...prefixes), { maxLength: 8 });
    fc.assert(
      fc.property(chain, fc.string({ unit: 'grapheme' }), (words, text) => {
        const dressed = [...words, ''].join(': ') + text;
        expect(baseSubject(dressed)).toBe(baseSubject(` ${text}`));
      }),
    );
  });
});

const million = 1_000_000;

describe('base subject of a hostile subject (X18)', () => {
  it.each([
    ['prefixes', 'Re: '.repeat(million / 4)],
    ['tags', '[a]'.repeat(million / 3)],
    ['open brackets', '['.repeat(million)],
    ['wrappers', '[fwd:'.repeat(million / 6) + ']'.repeat(million / 6)],
    ['wrappers and tags', '[fwd:[a]'.repeat(million / 9) + ']'.repeat(million / 9)],
    ['trailers', '(fwd)'.repeat(million / 5)],
    ['spaces', `re${' '.repeat(million)}`],
    ['digits', `re${'1'.repeat(million)}:`],
    ['digits in the room of a counter', `re${'1'.repeat(60)}x: `.repeat(million / 65)],
    ['counters', `re${'(1)'.repeat(18)}x: `.repeat(million / 65)],
    ['combining marks', 'a\u0301\u0323'.repeat(million / 3)],
    ['lone surrogates', '\uD800'.repeat(million)],
  ])('a megabyte of %s takes less than two seconds', (_what, subject) => {
    const began = process.cpuUsage();
    baseSubject(subject);
    expect(process.cpuUsage(began).user / 1_000).toBeLessThan(2000);
  });
});
