import { MailfoldError } from '@mailfold/kernel';
import { sampleEvent } from '../src/contract/samples.ts';
import type { FeedSource, PageRequest } from '../src/feed/feed-source.ts';
import type { SizedEvent } from '../src/feed/recent-events.ts';

export const away = (): MailfoldError =>
  new MailfoldError({ code: 'event-store/unavailable', message: 'away', retry: 'backoff' });

export const sizedEvent = (position: number): SizedEvent => ({
  event: { ...sampleEvent(), stream: 'threading-1', revision: position - 1, recordedAt: '', position },
  bytes: 100,
});

/** A store whose every reading is counted, and can be made to fail. */
export class ScriptedSource implements FeedSource {
  readonly pages: PageRequest[] = [];
  readonly failures: Error[] = [];
  #events: SizedEvent[] = [];
  #wake: (position?: number) => void = () => undefined;

  add(count: number): readonly SizedEvent[] {
    const added = Array.from({ length: count }, (_, index) => sizedEvent(this.#events.length + index + 1));
    this.#events = [...this.#events, ...added];
    return added;
  }

  /** As a notification does. */
  notify(): void {
    this.#wake(this.#events.length);
  }

  page(request: PageRequest): Promise<readonly SizedEvent[]> {
    this.pages.push(request);
    const failure = this.failures.shift();
    if (failure !== undefined) return Promise.reject(failure);
    return Promise.resolve(this.#events.slice(request.after, request.after + request.max));
  }

  head(): Promise<number> {
    return Promise.resolve(this.#events.length);
  }

  watch(wake: (position?: number) => void): Promise<AsyncDisposable> {
    this.#wake = wake;
    return Promise.resolve({ [Symbol.asyncDispose]: () => Promise.resolve() });
  }
}
