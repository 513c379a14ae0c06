import fc from 'fast-check';
import { foldText } from '../../src/search/fold-text.ts';
import { parseQuery, termsOf } from '../../src/search/parse-query.ts';
import { addTerms, seedOf, TermSet } from '../../src/search/terms.ts';

const SEED = seedOf('tenant');

const termsOfText = (text: string, seed = SEED): ReadonlySet<number> => {
  const set = new TermSet();
  addTerms(set, foldText(text), seed);
  return new Set(set.take());
};
/** Whether a segment with this text is looked at for the query. */
const isCandidate = (text: string, query: string): boolean => {
  const terms = termsOfText(text);
  return termsOf(parseQuery(query), SEED).every((term) => terms.has(term));
};

describe('terms', () => {
  it.each([
    ['of', 'offer'],
    ['off', 'offer'],
    ['offering', 'offerings'],
    ['見積', 'お見積書'],
    ['積', 'お見積書'],
    ['이메', '이메일'],
    ['شلو', 'شلوم'],
    ['"final offer"', 'the final offer'],
    ['jane@cust', 'jane@customer.example'],
  ])('of the query %s are among those of the text %s', (query, text) => {
    expect(isCandidate(text, query)).toBe(true);
  });

  it.each([
    ['offside', 'offer'],
    ['見本', 'お見積書'],
    ['contract', 'offer and invoice'],
  ])('of the query %s are not among those of the text %s', (query, text) => {
    expect(isCandidate(text, query)).toBe(false);
  });

  it('of other tenants are others', () => {
    const [ours, theirs] = [termsOfText('offer', SEED), termsOfText('offer', seedOf('another'))];
    expect(ours.isDisjointFrom(theirs)).toBe(true);
  });

  it('of any query that matches a text are among the terms of the text', () => {
    const letter = fc.constantFrom(...'abcdé ñ見積書カ회의ש中𠮷 ,.-\n'.split(''));
    const text = fc.array(letter, { maxLength: 60 }).map((letters) => letters.join(''));
    const query = fc.array(letter, { minLength: 1, maxLength: 6 }).map((letters) => letters.join(''));
    fc.assert(
      fc.property(text, query, fc.boolean(), (body, words, isQuoted) => {
        const patterns = parseQuery(isQuoted ? `"${words}"` : words);
        const folded = foldText(body);
        fc.pre(patterns.wanted.length > 0 && patterns.wanted.every((one) => folded.includes(one)));
        const terms = termsOfText(body);
        expect(termsOf(patterns, SEED).filter((term) => !terms.has(term))).toEqual([]);
      }),
    );
  });
});

describe('a set of terms', () => {
  it('gives each once, ascending, however many', () => {
    fc.assert(
      fc.property(fc.array(fc.integer(), { maxLength: 50 }), fc.integer({ min: 0, max: 40_000 }), (some, more) => {
        const set = new TermSet();
        const all = [...some, ...some, ...Array.from({ length: more }, (_, nth) => (nth + 1) * 7_919)].filter(
          (term) => term !== 0,
        );
        for (const term of all) set.add(term);
        expect([...set.take()]).toEqual([...new Set(all)].toSorted((a, b) => a - b));
      }),
      { numRuns: 20 },
    );
  });

  it('is empty after they were taken', () => {
    const set = new TermSet();
    set.add(7);
    set.add(-5);
    expect([...set.take()]).toEqual([-5, 7]);
    expect([...set.take()]).toEqual([]);
  });
});
