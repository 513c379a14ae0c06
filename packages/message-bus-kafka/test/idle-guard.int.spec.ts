import { describeWith, findKafka, until } from '@mailfold/dev-env';
import { kafkaClient } from '../src/connection.ts';
import { installIdleGuard, removeIdleGuard } from '../src/idle-guard.ts';
import { connectionTo } from './open-bus.ts';

const WATCHED_MS = 2_000;

/** How often a second somebody sets a timer, while three clients have nothing to do. */
async function timersOfIdleClients(brokers: readonly string[], prepare: () => void): Promise<number> {
  const admins = Array.from({ length: 3 }, () => kafkaClient(connectionTo(brokers), undefined).admin());
  prepare();
  const original = globalThis.setTimeout;
  let set = 0;
  try {
    await Promise.all(admins.map((admin) => admin.connect()));
    await Promise.all(admins.map((admin) => admin.listTopics()));
    globalThis.setTimeout = Object.assign((...args: Parameters<typeof original>) => {
      set += 1;
      return original(...args);
    }, original);
    const begun = performance.now();
    await until(() => performance.now() - begun >= WATCHED_MS, { what: 'two seconds of idling' });
  } finally {
    globalThis.setTimeout = original;
    await Promise.all(admins.map((admin) => admin.disconnect()));
  }
  return (set * 1_000) / WATCHED_MS;
}

describeWith(await findKafka(), "the guard against kafkajs's idle spin", ({ sharedKafka }) => {
  afterEach(installIdleGuard);

  it('leaves idle clients at rest', async () => {
    const { brokers } = await sharedKafka();
    expect(await timersOfIdleClients(brokers, installIdleGuard)).toBeLessThan(50);
  });

  it('is needed: without it three idle clients set more than a thousand timers a second', async () => {
    const { brokers } = await sharedKafka();
    expect(await timersOfIdleClients(brokers, removeIdleGuard)).toBeGreaterThan(1_000);
  });
});
