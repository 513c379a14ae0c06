import { fitted, padded } from './display-width.ts';
import { plainText } from './plain-text.ts';
import type { Stream } from './terminal.ts';
import { count, duration } from './words.ts';

/** One thing that goes on: a folder. */
export interface ProgressItem {
  readonly label: string;
  readonly done: number;
  readonly total: number;
  /** A second. */
  readonly rate: number;
  readonly secondsLeft?: number | undefined;
  /** Nothing more will come. */
  readonly finished: boolean;
  /** In words, instead of the figures. */
  readonly note?: string | undefined;
}

const BAR = 16;
const LABEL = 20;
const PLAIN_EVERY_MS = 5_000;

const share = ({ done, total, finished }: ProgressItem): number => {
  if (total === 0) return finished ? 1 : 0;
  return Math.min(1, done / total);
};

const figures = (item: ProgressItem): string => {
  if (item.note !== undefined) return plainText(item.note);
  const amount = `${count(item.done)} of ${count(item.total)}`;
  if (item.finished) return amount;
  const rate = item.rate > 0 ? `, ${count(item.rate)}/s` : '';
  const left = item.secondsLeft === undefined ? '' : `, ${duration(item.secondsLeft)} left`;
  return amount + rate + left;
};

const barLine = (item: ProgressItem): string => {
  const filled = Math.round(share(item) * BAR);
  const label = padded(fitted(plainText(item.label), LABEL), LABEL);
  const percent = `${Math.floor(share(item) * 100)}%`.padStart(4);
  return `${label} ${'█'.repeat(filled)}${'░'.repeat(BAR - filled)} ${percent}  ${figures(item)}`;
};

const plainLine = (item: ProgressItem): string =>
  `${plainText(item.label)}: ${figures(item)}${item.finished ? ', done' : ''}`;

/** Progress as bars that are drawn over on a terminal, and as plain lines, seldom and only when something changed, elsewhere. */
export class ProgressDisplay {
  readonly #stream: Stream;
  readonly #now: () => number;
  readonly #told = new Map<string, { readonly line: string; readonly at: number }>();
  #drawn = 0;

  constructor(stream: Stream, now: () => number) {
    this.#stream = stream;
    this.#now = now;
  }

  show(items: readonly ProgressItem[]): void {
    if (this.#stream.isTerminal) this.#draw(items);
    else for (const item of items) this.#tell(item);
  }

  /** A line above the bars. */
  say(line: string): void {
    this.#clear();
    this.#stream.write(`${line}\n`);
  }

  #clear(): void {
    if (this.#drawn > 0) this.#stream.write(`\u001b[${this.#drawn}A\u001b[0J`);
    this.#drawn = 0;
  }

  #draw(items: readonly ProgressItem[]): void {
    const room = Math.max(1, (this.#stream.rows ?? 24) - 2);
    const shown =
      items.length <= room ? items : items.toSorted((a, b) => Number(a.finished) - Number(b.finished)).slice(0, room);
    const lines = shown.map((item) => fitted(barLine(item), (this.#stream.columns ?? 80) - 1));
    this.#clear();
    this.#stream.write(lines.map((line) => `${line}\n`).join(''));
    this.#drawn = lines.length;
  }

  #tell(item: ProgressItem): void {
    const line = plainLine(item);
    const last = this.#told.get(item.label);
    const now = this.#now();
    if (last?.line === line) return;
    if (last !== undefined && !item.finished && now - last.at < PLAIN_EVERY_MS) return;
    this.#told.set(item.label, { line, at: now });
    this.#stream.write(`${line}\n`);
  }
}
