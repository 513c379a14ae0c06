import type { DirectoryBatch } from '@mailfold/contracts/http';
import { type Clock, uuid5 } from '@mailfold/kernel';
import type { DeciderRunner } from '@mailfold/processor';
import { positionToken } from '@mailfold/service-host';
import type { z } from 'zod';
import type { DirectoryCommand, DirectoryOutcome } from '../../domain/directory/commands.ts';
import type { DirectoryState } from '../../domain/directory/state.ts';

export type DirectoryRunner = DeciderRunner<DirectoryState, DirectoryCommand, DirectoryOutcome>;

export interface Asked {
  readonly tenantId: string;
  readonly commandId: string;
}

/** What the CRM says of its records, one by one or by the thousand, in the order given. */
export class Directory {
  readonly #runner: DirectoryRunner;
  readonly #clock: Clock;

  constructor(parts: { readonly runner: DirectoryRunner; readonly clock: Clock }) {
    this.#runner = parts.runner;
    this.#clock = parts.clock;
  }

  async one(asked: Asked, command: DirectoryCommand): Promise<{ outcome: DirectoryOutcome; token: string }> {
    const { outcome, position } = await this.#runner.execute(this.#command(asked, command, asked.commandId));
    return { outcome, token: positionToken.encode({ key: asked.tenantId, position }) };
  }

  async batch(asked: Asked, commands: readonly DirectoryCommand[]): Promise<z.input<typeof DirectoryBatch>> {
    const done = await this.#runner.executeMany(
      commands.map((command, line) => this.#command(asked, command, uuid5(asked.commandId, String(line)))),
    );
    const count = (outcome: DirectoryOutcome): number => done.filter((one) => one.outcome === outcome).length;
    const position = Math.max(0, ...done.map((one) => one.position));
    return {
      recorded: count('recorded'),
      removed: count('removed'),
      unchanged: count('already-so'),
      errors: [],
      token: positionToken.encode({ key: asked.tenantId, position }),
    };
  }

  #command({ tenantId }: Asked, body: DirectoryCommand, id: string) {
    return { id, tenantId, key: tenantId, body, at: this.#clock.now().toISOString() };
  }
}
