import { isMailfoldError } from '@mailfold/kernel';
import type { ReadStore } from '@mailfold/read-store';

// A hint: what was finished since is skipped by its applied position when it comes again.
const FLUSH_EVERY_MS = 2_000;

const READ = 'select position from message_bus.place where group_name = $1';
const WRITE = `
  insert into message_bus.place (group_name, position) values ($1, $2)
  on conflict (group_name) do update set position = excluded.position, updated_at = now()`;

/** How far one group has finished; written now and then, as it is only a hint where to resume. */
export class Place {
  readonly #rows: ReadStore;
  readonly #group: string;
  #position: number;
  #written: number;
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<void> = Promise.resolve();

  private constructor(rows: ReadStore, group: string, position: number) {
    this.#rows = rows;
    this.#group = group;
    this.#position = position;
    this.#written = position;
  }

  static async load(rows: ReadStore, group: string, from: number): Promise<Place> {
    const [row] = await rows.query<{ position: number }>(READ, [group]);
    return new Place(rows, group, row?.position ?? from);
  }

  get position(): number {
    return this.#position;
  }

  advance(position: number): void {
    this.#position = position;
    this.#timer ??= setTimeout(() => void this.flush(), FLUSH_EVERY_MS).unref();
  }

  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#writing = this.#writing.then(() => this.#write());
    await this.#writing;
  }

  async #write(): Promise<void> {
    const position = this.#position;
    if (position === this.#written) return;
    try {
      await this.#rows.transaction((sql) => sql.query(WRITE, [this.#group, position]), { durable: false });
      this.#written = position;
    } catch (thrown) {
      // The database is away: the next advance writes a later place, and an old one costs a few skipped events.
      if (!isMailfoldError(thrown)) throw thrown;
    }
  }
}
