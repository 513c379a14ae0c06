import { corpora, type Dovecot, type DovecotUser, describeWith, findDovecot, until } from '@mailfold/dev-env';
import { databaseOf } from '../bench/engine/database-of.ts';
import { mailbox } from '../bench/corpus/mailbox.ts';
import { both } from '../journeys/both.ts';
import { connectAnn } from '../journeys/mailfold/connect.ts';
import { DataFolder } from '../journeys/mailfold/data-folder.ts';
import { Mailfold } from '../journeys/mailfold/mailfold.ts';
import { seeded } from '../journeys/seeded.ts';
import { AGREED, type Disagreement, disagreement } from './agreement.ts';
import { Churners } from './churners.ts';
import { chaosConfig } from './config.ts';
import { settled } from './settled.ts';

const CLIENTS = 10;
/** Of each client, for each kill. */
const STEPS = 8;
/** A kill that does not come between their steps comes after up to so many events, or when so long none has come. */
const MANY_EVENTS = 400;
const STANDSTILL_MS = 1_500;
const PATIENCE_MS = 120_000;
const FOLDERS = ['Archive', 'Lists', 'Projects', 'Sent'];
const { seed, churnKills: kills, mails } = chaosConfig();

describeWith(
  both(await findDovecot(), corpora()),
  `${mails} real mails, ${CLIENTS} clients at work, and ${kills} kills (MAILFOLD_CHAOS_SEED=${seed})`,
  ([{ startDovecot }]) => {
    const chance = seeded(seed);
    let dovecot: Dovecot;
    let user: DovecotUser;
    let data: DataFolder;
    let mailfold: Mailfold;
    let accountId: string;
    beforeAll(async () => {
      dovecot = await startDovecot();
      user = await dovecot.addUser();
      await fill(dovecot, user);
      data = await DataFolder.make();
      mailfold = await Mailfold.start(data, { roundSeconds: 1 });
      accountId = await connectAnn(mailfold.client, dovecot, user);
    }, 180_000);
    afterAll(async () => {
      await mailfold[Symbol.asyncDispose]();
      await data[Symbol.asyncDispose]();
      await dovecot.stop();
    });

    it(
      'is killed at random moments while they work',
      async () => {
        using churners = await Churners.login(dovecot, user, CLIENTS, seed);
        for (let kill = 0; kill < kills; kill += 1) {
          const working = churners.work(STEPS);
          // In the middle of their steps, or of what mailfold makes of them afterwards.
          if (chance.next().value < 0.5) await stepsOf(churners, chance.next().value * CLIENTS * STEPS);
          else await growth(mailfold, Math.floor(chance.next().value * MANY_EVENTS));
          await mailfold.kill();
          mailfold = await Mailfold.start(data, { roundSeconds: 1 });
          await working;
          await churners.rename();
        }
        expect(churners.steps).toBe(kills * CLIENTS * STEPS);
      },
      120_000 + kills * 20_000,
    );

    it(
      'then nothing is missing, nothing is there twice, and the mailbox shows what the server has (S19, S20)',
      async () => {
        let last: Disagreement | undefined;
        const isAgreed = async (): Promise<boolean> => {
          await settled(mailfold.client, 1);
          await using rows = await databaseOf(data.path);
          last = await disagreement(mailfold.client, rows, dovecot, user);
          return Object.values(last).every((wrong: readonly unknown[]) => wrong.length === 0);
        };
        await until(isAgreed, { within: PATIENCE_MS, every: 500, what: 'agreement' }).catch((thrown: unknown) => {
          if (last === undefined) throw thrown;
        });
        expect(last).toEqual(AGREED);
      },
      3 * PATIENCE_MS,
    );

    it('then the account says that it is complete, and proves it', async () => {
      const isComplete = async () => (await mailfold.client.accounts.ledger(accountId)).complete;
      expect(await until(isComplete, { within: 60_000, every: 100, what: 'the proof' })).toBe(true);
      expect((await mailfold.client.operation.deadLetters()).items).toEqual([]);
    }, 90_000);
  },
);

const fill = async (dovecot: Dovecot, { user }: DovecotUser): Promise<void> => {
  const all = await Array.fromAsync(mailbox(mails));
  const half = Math.ceil(all.length / 2);
  await dovecot.appendMaildir(user, 'INBOX', all.slice(0, half));
  for (const [nth, folder] of FOLDERS.entries())
    await dovecot.appendMaildir(
      user,
      folder,
      all.slice(half).filter((_, one) => one % FOLDERS.length === nth),
    );
};

/** Until the log has grown by so many events, or nothing makes it grow. */
const growth = async ({ client }: Mailfold, by: number): Promise<void> => {
  const head = async (): Promise<number> => (await client.operation.progress()).head;
  const to = (await head()) + by;
  await until(async () => (await head()) >= to, { within: STANDSTILL_MS, what: 'growth' }).catch(() => undefined);
};

const stepsOf = async (churners: Churners, more: number): Promise<void> => {
  const to = churners.steps + more;
  await until(() => churners.steps >= to, { within: PATIENCE_MS, every: 1, what: 'steps of clients' });
};
