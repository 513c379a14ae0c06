import { describeWith, findDovecot, findKafka } from '@mailfold/dev-env';
import { both } from '../journeys/both.ts';
import { OWNERS } from './company.ts';
import { chaosConfig } from './config.ts';
import { Distributed } from './distributed.ts';
import { viewsOfEmbeddedRun } from './embedded-run.ts';
import { kafkaLog, storeLog, wrongInStore } from './log.ts';
import { DELIVERIES, planOf } from './plan.ts';
import { unequalAfterRebuild } from './rebuild.ts';
import { settled } from './settled.ts';
import { strike } from './strike.ts';
import { differences, viewsOf } from './views.ts';
import { wrongInTheEnd, wrongToWitness } from './witness.ts';

const MAILS = 500;
const { seed, kills } = chaosConfig();

describeWith(
  both(await findDovecot(), await findKafka()),
  `after ${kills} kills of processes, Kafka and PostgreSQL (MAILFOLD_CHAOS_SEED=${seed})`,
  ([{ startDovecot }]) => {
    let run: Distributed;
    beforeAll(
      async () => {
        run = await Distributed.start(startDovecot, MAILS);
        for (const one of planOf(seed, kills)) await strike(run.local, run.deeds, one);
        await run.deeds.finished();
      },
      180_000 + kills * 20_000,
    );
    afterAll(() => run[Symbol.asyncDispose](), 60_000);

    it('another mail client finds every mail accounted for, none twice, and nothing made up (S19, S20)', async () => {
      const { mailfold, dovecot, users } = run;
      expect(await wrongInTheEnd(mailfold.client, dovecot, users)).toEqual({});
      await settled(mailfold.client, OWNERS.length);
      expect(await wrongToWitness(mailfold.client, dovecot, users)).toEqual({});
    }, 600_000);

    it('the store has every event once, every stream without a gap, every effect once (E1, E2, E3, E9)', async () => {
      expect(await wrongInStore(run.local.rows)).toEqual([]);
      expect((await run.mailfold.client.operation.deadLetters()).items).toEqual([]);
    }, 60_000);

    it('Kafka has, for each key, what the store has, in its order (E10, E11)', async () => {
      const store = await storeLog(run.local.rows);
      expect(await kafkaLog(run.local.kafka.brokers, run.local.rows)).toEqual(store);
    }, 180_000);

    it('the views are those of one undisturbed process over the same mail', async () => {
      const ours = await viewsOf(run.local.rows);
      expect(ours.messages.length).toBe(OWNERS.length * MAILS + kills * DELIVERIES);
      const theirs = await viewsOfEmbeddedRun(run.dovecot, run.users, run.deeds.done);
      expect(differences(ours, theirs)).toEqual({});
    }, 600_000);

    it('the views are those that the log makes anew (E6)', async () => {
      expect(await unequalAfterRebuild(run.mailfold.client)).toEqual([]);
    }, 180_000);
  },
);
