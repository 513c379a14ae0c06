import { randomInt } from 'node:crypto';
import { uuid5 } from '@mailfold/kernel';
import { type Leases, soleHolder } from '@mailfold/leases';
import type { MailSession } from '@mailfold/mail-provider';
import { DeciderRunner, ProcessorHost, ReactorRunner } from '@mailfold/processor';
import type { Platform, Service } from '@mailfold/service-host';
import { Container, type ServiceIdentifier } from 'inversify';
import { actionsDecider, type ActionsRunner } from './application/actions-decider.ts';
import { Actions } from './application/actions.ts';
import { Actor, type ActorParts } from './application/actor/actor.ts';
import { OpenIntents } from './application/actor/open-intents.ts';
import { defaultTiming, type WritebackTiming } from './application/actor/timing.ts';
import { migrations } from './application/migrations.ts';
import { routes } from './http.ts';

/** What write-back needs beside the platform: the way to the providers. */
export interface WritebackParts {
  /** Opens a session with the account's login of now. Rejects with a code of `MailSession`. */
  readonly connect: (accountId: string) => Promise<MailSession>;
  readonly timing?: Partial<WritebackTiming>;
  /** Who acts for which account; default: this process for all. */
  readonly leases?: Leases;
}

const token = <Value>(name: string): ServiceIdentifier<Value> => Symbol.for(`provider-writeback.${name}`);
const RUNNER = token<ActionsRunner>('runner');
const ACTIONS = token<Actions>('actions');
const ACTOR = token<Actor>('actor');

export const createProviderWriteback = (platform: Platform, parts: WritebackParts): Service => {
  const container = new Container({ defaultScope: 'Singleton' });
  container.bind(RUNNER).toDynamicValue(() => new DeciderRunner(actionsDecider, platform));
  container.bind(ACTIONS).toResolvedValue((runner) => new Actions({ ...platform, runner }), [RUNNER]);
  container.bind(ACTOR).toResolvedValue((runner) => new Actor(actorParts(platform, parts, runner)), [RUNNER]);
  return serviceOf(platform, container);
};

const actorParts = ({ rows, clock, log }: Platform, parts: WritebackParts, runner: ActionsRunner): ActorParts => ({
  leases: parts.leases ?? soleHolder(log),
  connect: parts.connect,
  timing: { ...defaultTiming, ...parts.timing },
  intents: new OpenIntents(rows),
  log,
  random: () => randomInt(1_000_000) / 1_000_000,
  tell: async (task, body) => {
    const { events } = await runner.execute({
      id: uuid5(task.intentId, body.kind, String(task.attempts)),
      tenantId: task.tenantId,
      key: task.accountId,
      at: clock.now().toISOString(),
      body,
      correlationId: task.actionId,
      // An attempt has a number and an intent ends once: a repeat finds that it is so.
      remember: false,
    });
    return events.length > 0;
  },
});

const serviceOf = (platform: Platform, container: Container): Service => {
  const host = new ProcessorHost(platform.bus, 'provider-writeback');
  const actor = container.get(ACTOR);
  const runners = [container.get(RUNNER), new ReactorRunner(actor.reactor, platform)];
  return {
    name: 'provider-writeback',
    runners,
    migrations,
    routes: routes(container.get(ACTIONS)),
    start: async () => {
      await host.start(runners);
      await actor.start();
    },
    stop: async () => {
      await host.stop();
      await actor.stop();
    },
    progress: () => host.progress(),
  };
};
