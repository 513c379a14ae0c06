import fc from 'fast-check';
import { type Frame, readFrames } from '../src/read-frames.ts';

async function* pieces(texts: readonly string[]): AsyncGenerator<string> {
  yield* texts;
}

const framesOf = async (texts: readonly string[]): Promise<Frame[]> => Array.fromAsync(readFrames(pieces(texts)));

const STREAM =
  'retry: 1000\n\nid: 1\nevent: a\ndata: {"n":1}\n\n: beat\n\ndata: one\ndata: two\r\n\r\nid: 3\ndata:x\n\ndata: unfinished\n';

describe('frames of an event stream', () => {
  it('have id, event and data', async () => {
    expect(await framesOf([STREAM])).toEqual([
      { id: '1', event: 'a', data: '{"n":1}' },
      { data: 'one\ntwo' },
      { id: '3', data: 'x' },
    ]);
  });

  it('are the same wherever the text is cut', async () => {
    const whole = await framesOf([STREAM.replaceAll('\r', '')]);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(STREAM.length)), async (cuts) => {
        const text = STREAM.replaceAll('\r', '');
        const places = [0, ...cuts.toSorted((a, b) => a - b), text.length];
        const cut = places.slice(1).map((end, at) => text.slice(places[at], end));
        expect(await framesOf(cut)).toEqual(whole);
      }),
    );
  });
});
