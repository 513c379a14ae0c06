import { MessageObserved } from '@mailfold/contracts';
import { until } from '@mailfold/dev-env';
import { everyEvent } from '../../journeys/mailfold/every-event.ts';
import { OWNER } from '../../journeys/mailfold/connect.ts';
import type { OraclePlace } from '../../journeys/oracle/oracle.ts';
import { behaviours } from '../behaviour.ts';
import type { Story } from '../story.ts';

const originOf = async (story: Story, messageId: string): Promise<string | undefined> => {
  const events = (await everyEvent(story.client, [MessageObserved.type])).filter((event) => MessageObserved.is(event));
  return events.find((event) => event.data.messageId === messageId)?.origin;
};

const shownIn = async (story: Story, messageId: string): Promise<readonly string[]> => {
  const { folders } = await story.client.as(OWNER).mailbox.message(messageId);
  return folders.map(({ path }) => path).toSorted();
};

/** Waits until a message is in these folders of the mailbox, beside those where a server keeps all mail. */
const isShownIn = async (story: Story, messageId: string, wanted: readonly string[]): Promise<void> => {
  let last: readonly string[] = [];
  const isSo = async (): Promise<boolean> => {
    last = (await shownIn(story, messageId)).filter((path) => !path.startsWith('[Gmail]'));
    return last.join() === wanted.toSorted().join();
  };
  await until(isSo, { within: 20_000, every: 50, what: wanted.join() }).catch(() => undefined);
  expect(last).toEqual(wanted.toSorted());
};

const expunge = (story: Story, { folder, uid }: OraclePlace): Promise<void> =>
  story.other((oracle) => oracle.expunge(folder, uid, story.capabilities.has('UIDPLUS')));

/** What other clients do while the engine looks on; the same end at every server. */
export const liveBehaviours = behaviours([
  {
    id: 'new-mail',
    name: 'hears of new mail and calls it live (ING-2, ING-3)',
    holds: async (story) => {
      const message = await story.messageAt(await story.upload(story.folders.inbox, 'new-mail'));
      expect(await originOf(story, message)).toBe('live');
      await isShownIn(story, message, ['INBOX']);
    },
  },
  {
    id: 'flags',
    name: 'follows flags, set and taken away (ING-2)',
    holds: async (story) => {
      const place = await story.upload(story.folders.nested, 'flags');
      const message = await story.messageAt(place);
      const isUnread = async () => (await story.client.as(OWNER).mailbox.message(message)).unread;
      const change = (words: string) => story.other((oracle) => oracle.store(place.folder, place.uid, words));
      await change(String.raw`+FLAGS (\Seen)`);
      await until(async () => !(await isUnread()), { within: 20_000, what: 'being read' });
      await change(String.raw`-FLAGS (\Seen)`);
      await until(isUnread, { within: 20_000, what: 'being unread' });
      expect(await isUnread()).toBe(true);
    },
  },
  {
    id: 'move',
    name: 'follows a move: one message, another place (S9)',
    holds: async (story) => {
      const { inbox, foreign } = story.folders;
      const place = await story.upload(inbox, 'move');
      const message = await story.messageAt(place);
      await story.other((oracle) => oracle.move(inbox, place.uid, foreign));
      expect(await story.messageAt(await story.newest(foreign))).toBe(message);
      await isShownIn(story, message, [foreign]);
    },
  },
  {
    id: 'copy-expunge',
    name: 'follows a move made of copy and expunge (S9)',
    holds: async (story) => {
      const { nested, quoted } = story.folders;
      const place = await story.upload(nested, 'copy-expunge');
      const message = await story.messageAt(place);
      await story.other((oracle) => oracle.copy(nested, place.uid, quoted));
      await expunge(story, place);
      expect(await story.messageAt(await story.newest(quoted))).toBe(message);
      await isShownIn(story, message, [quoted]);
    },
  },
  {
    id: 'copy',
    name: 'finds a copy to be the mail it is, in one more folder (ING-1)',
    holds: async (story) => {
      const { nested, foreign } = story.folders;
      const place = await story.upload(nested, 'copy');
      const message = await story.messageAt(place);
      await story.other((oracle) => oracle.copy(nested, place.uid, foreign));
      await isShownIn(story, message, [nested, foreign]);
    },
  },
  {
    id: 'expunge',
    name: 'takes an expunged mail out of its folder (ING-6)',
    holds: async (story) => {
      const place = await story.upload(story.folders.inbox, 'expunge');
      const message = await story.messageAt(place);
      await expunge(story, place);
      await isShownIn(story, message, []);
    },
  },
  {
    id: 'labels',
    name: 'takes labels for places: one message, and removing a label is no deletion (S10)',
    holds: async (story) => {
      const { inbox, nested, foreign } = story.folders;
      const place = await story.upload(inbox, 'labels');
      const message = await story.messageAt(place);
      for (const label of [nested, foreign]) await story.other((oracle) => oracle.copy(inbox, place.uid, label));
      await isShownIn(story, message, [inbox, nested, foreign]);
      await expunge(story, await story.newest(nested));
      await isShownIn(story, message, [inbox, foreign]);
      await expunge(story, await story.newest(foreign));
      await expunge(story, place);
      await isShownIn(story, message, []);
      expect(await shownIn(story, message)).toEqual(['[Gmail]/All Mail']);
    },
    isMissing: async ({ capabilities }) => expect(capabilities.has('X-GM-EXT-1')).toBe(false),
  },
  {
    id: 'folder-created',
    name: 'finds a new folder and the mail in it',
    holds: async (story) => {
      const { fresh } = story.folders;
      await story.other((oracle) => oracle.change('CREATE', fresh));
      const message = await story.messageAt(await story.upload(fresh, 'folder-created'));
      await isShownIn(story, message, [fresh]);
    },
  },
  {
    id: 'folder-renamed',
    name: 'follows a renamed folder: the same mail elsewhere (ING-1)',
    holds: async (story) => {
      const { fresh, renamed } = story.folders;
      const message = await story.messageAt(await story.newest(fresh));
      await story.other((oracle) => oracle.rename(fresh, renamed));
      await isShownIn(story, message, [renamed]);
      expect(await story.messageAt(await story.newest(renamed))).toBe(message);
    },
  },
  {
    id: 'folder-deleted',
    name: 'takes mail out of the views with the folder that held it (ING-6)',
    holds: async (story) => {
      const { renamed } = story.folders;
      const message = await story.messageAt(await story.newest(renamed));
      await story.other((oracle) => oracle.change('DELETE', renamed));
      await isShownIn(story, message, []);
    },
  },
  {
    id: 'old-mail',
    name: 'takes an old mail that is uploaded for history (ING-3)',
    holds: async (story) => {
      const place = await story.upload(story.folders.nested, 'old-mail', new Date('2019-05-06T07:08:09Z'));
      expect(await originOf(story, await story.messageAt(place))).toBe('backfill');
    },
  },
  {
    id: 'uidvalidity',
    name: 'announces nothing anew when UIDVALIDITY changes (S1)',
    holds: async (story) => {
      const { epoch: folder } = story.folders;
      const before = await story.other((oracle) => oracle.mails(folder));
      const known = await Promise.all(before.map((place) => story.messageAt(place)));
      await story.other(async (oracle) => {
        await oracle.change('DELETE', folder);
        await oracle.change('CREATE', folder);
        for (const { raw, flags } of before) await oracle.append(folder, { raw, flags: flags.filter(isSettable) });
      });
      const after = await story.other((oracle) => oracle.places(folder));
      expect(after.map(({ epoch }) => epoch)).not.toEqual(before.map(({ epoch }) => epoch));
      expect(await Promise.all(after.map((place) => story.messageAt(place)))).toEqual(known);
      await story.agreed();
    },
  },
]);

/** RFC 9051 §2.3.2: nobody can set `\Recent`. */
const isSettable = (flag: string): boolean => flag.toLowerCase() !== String.raw`\recent`;
