import { until } from '@mailfold/dev-env';
import { behaviours } from '../behaviour.ts';
import { SPECIAL } from '../mailbox.ts';
import type { Story } from '../story.ts';

/** Messages of ours, each as often as the server has a copy, whose raw bytes hold a text. */
const messagesWith = async (story: Story, text: string): Promise<readonly string[]> => {
  const mails = (await story.other((oracle) => oracle.everything())).filter(({ raw }) => raw.includes(text));
  return Promise.all(mails.map((mail) => story.messageAt(mail)));
};

/** What lies at the server before anybody connects it. */
export const historyBehaviours = behaviours([
  {
    id: 'history',
    name: 'reads a mailbox of 300 real mails to the last byte (ING-1, SCO-3)',
    holds: async (story) => {
      expect(story.seeded.taken).toBeGreaterThan(290);
      await story.connect();
      await story.agreedInFull();
    },
    within: 90_000,
  },
  {
    id: 'complete',
    name: 'says complete when the ledger proves it (ING-4)',
    holds: async (story) => {
      const isComplete = async () => (await story.client.accounts.get(story.accountId)).state === 'complete';
      await until(isComplete, { within: 30_000, what: 'complete' });
      expect((await story.client.accounts.ledger(story.accountId)).complete).toBe(true);
    },
  },
  {
    id: 'names',
    name: 'shows nested, foreign and quoted folder names as they are, the empty folder too',
    holds: async (story) => {
      const { nested, foreign, quoted, empty } = story.folders;
      const { items } = await story.client.accounts.folders(story.accountId);
      expect(items.map(({ path }) => path)).toEqual(expect.arrayContaining([nested, foreign, quoted, empty]));
    },
  },
  {
    id: 'identity',
    name: 'tells copies from mails of one Message-ID, and stores mail without any (S11, S12, S13)',
    holds: async (story) => {
      const copies = await messagesWith(story, `Subject: ${SPECIAL.copies}`);
      expect([new Set(copies).size, copies.length >= 3]).toEqual([1, true]);
      expect(new Set(await messagesWith(story, `Subject: ${SPECIAL.sameId}`)).size).toBe(2);
      expect(new Set(await messagesWith(story, `Subject: ${SPECIAL.noId}`)).size).toBe(1);
    },
  },
]);
