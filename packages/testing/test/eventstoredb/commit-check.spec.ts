import { decide, type Expected } from '../../src/eventstoredb/commit-check.ts';
import { ByteKeeper } from '../../src/eventstoredb/kept-bytes.ts';
import { Recorded } from '../../src/eventstoredb/recorded.ts';

const NONE = new Uint8Array();
const keeper = new ByteKeeper();

/** A stream of these ids, of which the server still knows all, or only the last ones. */
const looking = (ids: readonly string[], remembered = ids.length) => {
  const stream = ids.map(
    (id, revision) =>
      new Recorded(
        { stream: 's', revision, position: revision },
        { id, type: 't', contentType: '', data: NONE, metadata: NONE },
        keeper.keep(),
      ),
  );
  const recent = new Map(stream.slice(stream.length - remembered).map((event) => [event.id, event]));
  return { stream, recent: (id: string) => recent.get(id) };
};

describe('what the server makes of an append', () => {
  it.each<[Expected, string[], string[], string]>([
    ['none', [], ['a'], 'append'],
    ['none', ['a', 'b'], ['a', 'b'], 'already'],
    ['none', ['a', 'b'], ['a'], 'already'],
    ['none', ['a', 'b'], ['b'], 'wrong-version'],
    ['none', ['a', 'b'], ['a', 'x'], 'wrong-version'],
    ['none', ['a'], ['a', 'b'], 'wrong-version'],
    [1, ['a', 'b'], ['c'], 'append'],
    [1, ['a', 'b', 'c'], ['c'], 'already'],
    [0, ['a', 'b', 'c'], ['c'], 'wrong-version'],
    [7, ['a', 'b'], ['c'], 'wrong-version'],
    // An id that lies elsewhere in the stream is appended once more.
    [1, ['a', 'b'], ['a'], 'append'],
    ['any', [], ['a'], 'append'],
    ['any', ['a', 'b', 'c'], ['b', 'a'], 'already'],
    ['any', ['a', 'b'], ['a', 'x'], 'wrong-version'],
    // Judged by the first: the second is appended once more.
    ['any', ['a', 'b'], ['x', 'a'], 'append'],
    ['exists', [], ['a'], 'wrong-version'],
    ['exists', ['a'], ['b'], 'append'],
    ['exists', ['a'], ['a'], 'already'],
  ])('expecting %s of %j, %j is: %s', (expected, there, ids, kind) => {
    expect(decide(expected, ids, looking(there))).toMatchObject({ kind });
  });

  it('what was written long ago is known at its place, and not to `any`', () => {
    const long = looking(['a', 'b', 'c'], 1);
    expect(decide('none', ['a', 'b'], long)).toMatchObject({ kind: 'already' });
    expect(decide('any', ['a', 'b'], long)).toMatchObject({ kind: 'append' });
  });
});
