import type { ServerEvent } from '../src/answer.ts';
import { eventStream } from '../src/server-sent-events.ts';

/** Counts the listeners that are on a signal. */
class CountingSignal extends AbortController {
  listeners = 0;
  constructor() {
    super();
    const { signal } = this;
    const [add, remove] = [signal.addEventListener.bind(signal), signal.removeEventListener.bind(signal)];
    signal.addEventListener = (...given: Parameters<AbortSignal['addEventListener']>) => {
      this.listeners += 1;
      add(...given);
    };
    signal.removeEventListener = (...given: Parameters<AbortSignal['removeEventListener']>) => {
      this.listeners -= 1;
      remove(...given);
    };
  }
}

async function* numbers(many: number): AsyncGenerator<ServerEvent> {
  for (let n = 1; n <= many; n += 1) yield { id: String(n), data: n };
}

/** A source of which each event is this. */
const always = (next: Promise<IteratorResult<ServerEvent>>): AsyncIterable<ServerEvent> => ({
  [Symbol.asyncIterator]: () => ({ next: () => next }),
});

describe('an event stream', () => {
  it('leaves nothing on the signal, however many events pass', async () => {
    const leave = new CountingSignal();
    const most: number[] = [];
    for await (const _text of eventStream(numbers(1_000), leave.signal)) most.push(leave.listeners);
    expect(Math.max(...most)).toBeLessThan(3);
    expect(leave.listeners).toBe(0);
  });

  it('has a comment now and then while nothing comes, so that the connection is kept', async () => {
    const leave = new AbortController();
    const seen: string[] = [];
    for await (const text of eventStream(always(new Promise(() => undefined)), leave.signal, 1)) {
      seen.push(text);
      if (seen.length === 3) leave.abort();
    }
    expect(seen).toEqual(['retry: 1000\n\n', ': still here\n\n', ': still here\n\n']);
  });

  it('fails as its source does', async () => {
    const broken = always(Promise.reject(new Error('torn')));
    await expect(Array.fromAsync(eventStream(broken, new AbortController().signal))).rejects.toThrow('torn');
  });
});
