import { parseQuery } from '../../src/search/parse-query.ts';

describe('a query', () => {
  it.each([
    ['of words finds their beginnings', 'Final offer', [' final', ' offer'], []],
    ['in quotes finds whole words in order', '"final offer"', [' final offer '], []],
    ['with a quote left open takes the rest', '"final offer', [' final offer '], []],
    ['in other quotes is a phrase too', '“final offer”', [' final offer '], []],
    ['of what stands together finds it in that order', 'jane.doe@cust', [' jane doe cust'], []],
    ['with a minus leaves whole words out', 'offer -draft', [' offer'], [' draft ']],
    ['with a minus before quotes leaves the phrase out', 'offer -"no thanks"', [' offer'], [' no thanks ']],
    ['with a hyphen within a word leaves nothing out', 'follow-up', [' follow up'], []],
    ['with a full-width minus and space is the same', '見積　－請求', ['見積'], ['請求']],
    ['of two Japanese characters finds them anywhere', '見積', ['見積'], []],
    ['of mixed scripts finds them together', 'IT部門', [' it 部門'], []],
    ['of a phrase of a script without spaces has no ends', '"見積書"', ['見積書'], []],
    ['of a right-to-left word finds its beginning', 'שלום', [' שלום'], []],
    ['with a word twice asks for it once', 'offer OFFER', [' offer'], []],
    ['of marks alone asks for nothing', '!!! -- ""', [], []],
  ])('%s: %s', (_, query, wanted, unwanted) => {
    expect(parseQuery(query)).toEqual({ wanted, unwanted });
  });

  it.each(['-', '"', '“', 'a"', ' -'])('of many %s is parsed in linear time (X18)', (text) => {
    const began = process.cpuUsage();
    parseQuery(text.repeat(50_000));
    expect(process.cpuUsage(began).user / 1_000).toBeLessThan(1_000);
  });
});
