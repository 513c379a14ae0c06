import { requestsOf } from '../src/requests.ts';

const record = (topic: string, bytes: number, key = 'k') => ({ topic, key, value: Buffer.alloc(bytes), headers: {} });
const shape = (requests: ReturnType<typeof requestsOf>) =>
  requests.map((request) => request.map(({ topic, messages }) => [topic, messages.map(({ key }) => key)]));

describe('requestsOf', () => {
  it('puts what fits into one request, by topic, in order', () => {
    const records = [record('a', 1, '1'), record('b', 1, '2'), record('a', 1, '3')];
    expect(shape(requestsOf(records))).toEqual([
      [
        ['a', ['1', '3']],
        ['b', ['2']],
      ],
    ]);
  });

  it('begins another one before the limit, so that order holds from one to the next', () => {
    const records = ['1', '2', '3'].map((key) => record('a', 400, key));
    expect(shape(requestsOf(records, 1_000))).toEqual([[['a', ['1', '2']]], [['a', ['3']]]]);
  });

  it('sends what is larger than the limit alone', () => {
    const records = [record('a', 1, '1'), record('a', 5_000, '2'), record('a', 1, '3')];
    expect(shape(requestsOf(records, 1_000))).toEqual([[['a', ['1']]], [['a', ['2']]], [['a', ['3']]]]);
  });

  it('makes none of nothing', () => {
    expect(requestsOf([])).toEqual([]);
  });
});
