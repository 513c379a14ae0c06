import { type Clock, MailfoldError, sha256, systemClock } from '@mailfold/kernel';
import type { ReadStore } from '@mailfold/read-store';

const KEPT_MS = 7 * 24 * 3600 * 1000;

const CLAIM = `
  with made as (insert into api.claim (command, request, at) values ($1, $2, $3) on conflict do nothing returning request)
  select request from made union all select request from api.claim where command = $1 limit 1`;

const reused = (): MailfoldError =>
  new MailfoldError({
    code: 'api/idempotency-key-reused',
    message: 'This Idempotency-Key was used for another request: take a new key for a new request.',
  });

/** Which request a command's id stands for, so that a key used twice for different things is told and not taken for a repeat. */
export class Claims {
  readonly #rows: ReadStore;
  readonly #clock: Clock;

  constructor(rows: ReadStore, clock: Clock = systemClock) {
    this.#rows = rows;
    this.#clock = clock;
  }

  /** @param request what the command asks for, as JSON; throws `api/idempotency-key-reused` if it was something else before. */
  async claim(command: string, request: unknown): Promise<void> {
    const digest = sha256(JSON.stringify(request));
    const [row] = await this.#rows.query<{ request: Buffer }>(CLAIM, [command, digest, this.#clock.now()]);
    if (row !== undefined && !digest.equals(row.request)) throw reused();
  }

  /** Forgets what is older than a week; the processors know the commands themselves for ever. */
  async sweep(): Promise<void> {
    await this.#rows.query('delete from api.claim where at < $1', [new Date(this.#clock.now().getTime() - KEPT_MS)]);
  }
}
