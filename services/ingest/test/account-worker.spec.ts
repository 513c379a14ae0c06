import { MailfoldError } from '@mailfold/kernel';
import { Unrecorded } from '@mailfold/service-host';
import { silentLogger } from '@mailfold/telemetry';
import type { AccountCommand } from '../src/domain/account/commands.ts';
import { PACE } from '../src/sync/pace.ts';
import { AccountWorker, type WorkerParts } from '../src/sync/account-worker.ts';

const HOURS = 10 * 3_600_000;
const AWAY = new MailfoldError({
  code: 'mail-provider/unreachable',
  message: 'nobody answers',
  retry: { afterMs: HOURS },
});

const FENCED = new MailfoldError({ code: 'processor/fenced', message: 'another process has taken over' });

/** A worker whose sessions fail so: by default its provider asks for a rest of hours. `tried` and `told` come with the first of each. */
const workerWith = (patienceMs: number, failure = AWAY) => {
  const [tried, told] = [Promise.withResolvers<void>(), Promise.withResolvers<AccountCommand>()];
  const seen = { attempts: 0, words: 0 };
  const connect = async () => {
    seen.attempts += 1;
    tried.resolve();
    throw failure;
  };
  const tell = async (command: AccountCommand) => {
    seen.words += 1;
    told.resolve(command);
  };
  const clock = { now: () => new Date() };
  const parts = {
    accountId: 'an-account',
    connect,
    tell,
    unrecorded: new Unrecorded(),
    clock,
    pace: { ...PACE, roundMs: HOURS, patienceMs },
  };
  const worker = new AccountWorker({ ...parts, random: () => 0.5, log: silentLogger } as unknown as WorkerParts);
  return { worker, seen, tried: tried.promise, told: told.promise };
};

describe('a worker whose provider is away (VIEW-3)', () => {
  it('says so when patience ends, however long it rests before the next attempt', async () => {
    const { worker, seen, told } = workerWith(40);
    await expect(told).resolves.toMatchObject({ kind: 'unreachable', side: 'provider', reason: 'nobody answers' });
    await worker.stop();
    expect(seen).toEqual({ attempts: 1, words: 1 });
  });

  it('says nothing of a shorter absence, and stops in the middle of its rest', async () => {
    const { worker, seen, tried } = workerWith(HOURS);
    await tried;
    await worker.stop();
    expect(seen).toEqual({ attempts: 1, words: 0 });
  });
});

describe('a worker whose account another process has by now (S27)', () => {
  it('ends by itself, and says nothing of it', async () => {
    const { worker, seen } = workerWith(HOURS, FENCED);
    await worker.ended;
    expect(seen).toEqual({ attempts: 1, words: 0 });
  });
});
