import type { RebuiltView } from '@mailfold/contracts/http';
import type { EventStore } from '@mailfold/event-store';
import { MailfoldError, messageOf } from '@mailfold/kernel';
import { type Runner, ViewRunner } from '@mailfold/processor';
import type { Service } from '@mailfold/service-host';
import type { Logger } from '@mailfold/telemetry';
import { compared, look } from './look.ts';

export interface RebuildParts {
  readonly services: readonly Pick<Service, 'progress'>[];
  readonly runners: readonly Runner[];
  readonly events: EventStore;
  readonly log: Logger;
}

/** One rebuild that somebody asked for: its views, one after another. */
export interface RebuildJob {
  readonly id: string;
  readonly tenantId: string;
  readonly views: readonly RebuiltView[];
}

const KEPT = 50;
const WAITING = { state: 'waiting', events: 0, rate: 0 } as const;
const viewName = (runner: Runner): string => runner.name.replace(/^projections\./, '');

/** Folds views anew, one at a time, and remembers the last fifty times; what is under way when the process ends is not done. */
export class Rebuilds {
  readonly #parts: RebuildParts;
  readonly #views: ReadonlyMap<string, ViewRunner>;
  readonly #jobs = new Map<string, RebuildJob>();
  #last: Promise<void> = Promise.resolve();

  constructor(parts: RebuildParts) {
    this.#parts = parts;
    const views = parts.runners.filter((runner) => runner instanceof ViewRunner);
    this.#views = new Map(views.map((runner) => [viewName(runner), runner]));
  }

  /** @param view one, or all. The same id is the same rebuild. Throws `rebuild/view-not-found`. */
  start(id: string, tenantId: string, view: string | undefined): RebuildJob {
    const known = this.find(id, tenantId);
    if (known !== undefined) return known;
    const names = view === undefined ? [...this.#views.keys()] : [this.#known(view)];
    const job: RebuildJob = { id, tenantId, views: names.map((name) => ({ ...WAITING, view: name })) };
    this.#jobs.set(id, job);
    this.#forgetOld();
    this.#last = this.#last.then(() => this.#run(job));
    return job;
  }

  find(id: string, tenantId: string): RebuildJob | undefined {
    const job = this.#jobs.get(id);
    return job?.tenantId === tenantId ? job : undefined;
  }

  #known(view: string): string {
    if (this.#views.has(view)) return view;
    throw new MailfoldError({
      code: 'rebuild/view-not-found',
      message: `There is no view ${view}: the views are ${[...this.#views.keys()].join(', ')}.`,
    });
  }

  #forgetOld(): void {
    const [oldest] = this.#jobs.keys();
    if (oldest !== undefined && this.#jobs.size > KEPT) this.#jobs.delete(oldest);
  }

  async #run({ id, tenantId, views }: RebuildJob): Promise<void> {
    for (const { view } of views) {
      const change = (changed: Partial<RebuiltView>): void => this.#change(id, view, changed);
      const runner = this.#views.get(view);
      if (runner === undefined) continue;
      try {
        await this.#rebuild(runner, change);
      } catch (error) {
        change({ state: 'failed', reason: messageOf(error) });
        this.#parts.log.error('a view could not be rebuilt', { view, tenantId, error });
      }
    }
  }

  async #rebuild(runner: ViewRunner, change: (changed: Partial<RebuiltView>) => void): Promise<void> {
    const before = await look(this.#parts, runner);
    change({ state: 'folding' });
    const began = performance.now();
    const rateOf = (events: number): number => Math.round((events * 1_000) / (performance.now() - began));
    const { events, seconds } = await runner.rebuild((now) => change({ ...now, rate: rateOf(now.events) }));
    const after = await look(this.#parts, runner);
    change({
      state: 'done',
      events,
      rate: Math.round(events / Math.max(seconds, 0.001)),
      ...compared(before, after),
    });
  }

  #change(id: string, view: string, changed: Partial<RebuiltView>): void {
    const job = this.#jobs.get(id);
    if (job === undefined) return;
    this.#jobs.set(id, { ...job, views: job.views.map((one) => (one.view === view ? { ...one, ...changed } : one)) });
  }
}
