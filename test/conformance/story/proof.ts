import { until } from '@mailfold/dev-env';
import { sha256Hex } from '@mailfold/kernel';
import { churn } from '../../journeys/mail/churn.ts';
import { seeded } from '../../journeys/seeded.ts';
import { behaviours } from '../behaviour.ts';
import { isInScope } from '../oracle.ts';

const CLIENTS = 10;
const STEPS = 12;
const SEED = 23;

/** Whatever another client made impossible meanwhile: the server says NO, and what counts is the end. */
const isRace = (error: unknown): boolean =>
  error instanceof Error && / was answered with \S+ (NO|BAD)\b/.test(error.message);

/** mox has enough of a client after several commands that it had to refuse. */
const unlessHungUp = (error: unknown): void => {
  if (!(error instanceof Error) || error.message !== 'the server closed the connection') throw error;
};

/** After everything that can happen, the views and the server are the same. */
export const proofBehaviours = behaviours([
  {
    id: 'catch-up',
    name: 'catches up what happened while the engine was away (CON-4, ING-2)',
    holds: async (story) => {
      const { inbox, nested, foreign, quoted } = story.folders;
      const moved = await story.upload(inbox, 'moved while away');
      const message = await story.messageAt(moved);
      await story.stopEngine();
      await story.upload(nested, 'came while away');
      await story.other(async (oracle) => {
        await oracle.move(inbox, moved.uid, foreign);
        const [read, gone] = await oracle.places(quoted);
        if (read !== undefined) await oracle.store(quoted, read.uid, String.raw`+FLAGS (\Flagged)`);
        if (gone !== undefined) await oracle.expunge(quoted, gone.uid, story.capabilities.has('UIDPLUS'));
      });
      await story.startEngine();
      await story.agreedInFull();
      expect(await story.messageAt(await story.newest(foreign))).toBe(message);
    },
    within: 90_000,
  },
  {
    id: 'churn',
    name: 'equals the server after ten clients churned and it was quiet again (S23)',
    holds: async (story) => {
      const chance = seeded(SEED);
      const client = () => story.other((oracle) => churn(oracle, chance, STEPS, isRace)).catch(unlessHungUp);
      await Promise.all(Array.from({ length: CLIENTS }, client));
      await story.agreedInFull();
      expect((await story.ledger()).observed.length).toBeGreaterThan(0);
    },
    within: 120_000,
  },
  {
    id: 'proof',
    name: 'says complete in the end, by sums and digests that the other client has too (ING-4)',
    holds: async (story) => {
      await story.stopEngine();
      await story.startEngine(); // an engine that begins proves first
      const isComplete = async () => (await story.client.accounts.get(story.accountId)).state === 'complete';
      await until(isComplete, { within: 30_000, what: 'complete' });
      const proofs = async () => {
        const { folders, complete } = await story.client.accounts.ledger(story.accountId);
        return { complete, digests: Object.fromEntries(folders.map(({ path, proof }) => [path, proof?.digest])) };
      };
      const uids = await story.other(async (oracle) => {
        const listed: [string, string][] = [];
        for (const folder of (await oracle.folders()).filter(isInScope)) {
          listed.push([
            folder,
            sha256Hex(
              (await oracle.places(folder))
                .map(({ uid }) => uid)
                .toSorted((a, b) => a - b)
                .join(','),
            ),
          ]);
        }
        return Object.fromEntries(listed);
      });
      const isProved = async () => JSON.stringify(sorted((await proofs()).digests)) === JSON.stringify(sorted(uids));
      await until(isProved, { within: 30_000, every: 200, what: 'the proof' }).catch(() => undefined);
      expect(await proofs()).toEqual({ complete: true, digests: uids });
    },
    within: 90_000,
  },
]);

const sorted = (record: Readonly<Record<string, unknown>>) =>
  Object.entries(record).toSorted(([a], [b]) => (a < b ? -1 : 1));
