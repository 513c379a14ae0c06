import { isMailfoldError } from '@mailfold/kernel';
import type { Sql, SqlValue, TransactionOptions } from '@mailfold/read-store';
import type pg from 'pg';
import { statementFailure } from './failure.ts';
import { parameters } from './parameters.ts';
import { statementName } from './statements.ts';

export const beginStatement = (options: TransactionOptions): string => {
  const begin = options.snapshot === true ? 'begin isolation level repeatable read' : 'begin';
  return options.durable === false ? `${begin}; set local synchronous_commit = off` : begin;
};

/** The first words of a statement, enough to find it in the code. */
export const brief = (text: string): string => {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 80 ? `${line.slice(0, 80)}…` : line;
};

export async function run<Row extends object>(
  client: pg.ClientBase,
  text: string,
  values: readonly SqlValue[],
): Promise<Row[]> {
  const name = statementName(text);
  const result = await client.query<Row>({
    ...(name === undefined ? {} : { name }),
    text,
    values: parameters(text, values),
  });
  return result.rows;
}

/** The `Sql` of one transaction; after `end()` it refuses, so that a forgotten `await` cannot reach another transaction. */
export class PostgresSql implements Sql {
  readonly #client: pg.ClientBase;
  readonly #onCommit: (() => void)[] = [];
  #ended = false;
  #failure: unknown;

  constructor(client: pg.ClientBase) {
    this.#client = client;
  }

  async query<Row extends object = Record<string, unknown>>(
    text: string,
    values: readonly SqlValue[] = [],
  ): Promise<Row[]> {
    this.#refuseAfterEnd();
    try {
      return await run<Row>(this.#client, text, values);
    } catch (thrown) {
      const failure = statementFailure(`running "${brief(text)}"`, thrown);
      this.#failure ??= failure;
      throw failure;
    }
  }

  /** The reason behind what the work was rejected with: a statement sent with others may only tell that one of them failed. */
  reasonOf(thrown: unknown): unknown {
    return isMailfoldError(thrown, 'read-store/aborted') ? (this.#failure ?? thrown) : thrown;
  }

  async script(text: string): Promise<void> {
    this.#refuseAfterEnd();
    try {
      await this.#client.query(text);
    } catch (thrown) {
      throw statementFailure(`running the script "${brief(text)}"`, thrown);
    }
  }

  afterCommit(callback: () => void): void {
    this.#onCommit.push(callback);
  }

  end(): void {
    this.#ended = true;
  }

  committed(): void {
    for (const callback of this.#onCommit) callback();
  }

  #refuseAfterEnd(): void {
    if (this.#ended) throw new TypeError('read store: a statement was sent after its transaction had ended');
  }
}
