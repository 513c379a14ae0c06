import fc from 'fast-check';
import type { MailboxStore } from '../src/index.ts';
import { ANN, startServer } from './imap-client.ts';
import { make, moves } from './mailbox-moves.ts';
import { QresyncClient } from './qresync-client.ts';
import { WireClient } from './wire-client.ts';

const viewOf = (box: MailboxStore): ReadonlyMap<number, string> =>
  new Map(box.list('INBOX').map((message) => [message.uid, message.flags.join(' ')]));

const uidsIn = (answer: string): number[] =>
  [...answer.matchAll(/^\* \d+ FETCH \(UID (\d+)\)/gm)].map((row) => Number(row[1]));

describe('whatever happens to a mailbox', () => {
  it('UIDs ascend and are never used twice, and MODSEQ only grows', async () => {
    await using server = await startServer();
    await fc.assert(
      fc.asyncProperty(moves, async (history) => {
        const box = server.mailbox(ANN);
        const used = new Map(box.list('INBOX').map((message) => [message.uid, message.emailId]));
        for (const move of history) {
          const { highestModseq, uidNext } = box.folder('INBOX');
          if (move.kind !== 'sync') await make(box, move);
          const uids = box.list('INBOX').map((message) => message.uid);
          expect(uids).toEqual(uids.toSorted((a, b) => a - b));
          for (const { uid, emailId, modseq } of box.list('INBOX')) {
            expect(used.get(uid) ?? (uid >= uidNext ? emailId : 'an old UID')).toBe(emailId);
            expect(modseq).toBeLessThanOrEqual(box.folder('INBOX').highestModseq);
            used.set(uid, emailId);
          }
          expect(box.folder('INBOX').highestModseq).toBeGreaterThanOrEqual(highestModseq);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('S5 a client that comes back now and then sees what the store holds, by QRESYNC alone', async () => {
    await using server = await startServer();
    await fc.assert(
      fc.asyncProperty(moves, async (history) => {
        const box = server.mailbox(ANN);
        await using client = await WireClient.to(server, ANN);
        await client.command('ENABLE QRESYNC');
        const knows = new QresyncClient();
        const sync = async (): Promise<void> => {
          const isFirst = knows.modseq === 0;
          knows.hear(await client.command(knows.select));
          if (isFirst) knows.hear(await client.command('UID FETCH 1:* (FLAGS)'));
          await client.command('UNSELECT');
          expect(knows.view).toEqual(viewOf(box));
        };
        await sync();
        for (const move of history) await (move.kind === 'sync' ? sync() : make(box, move));
        await sync();
        expect(knows.highest).toEqual(knows.highest.toSorted((a, b) => a - b));
      }),
      { numRuns: 30 },
    );
  });

  it('a client that stays selected and asks now and then sees what the store holds', async () => {
    await using server = await startServer();
    await fc.assert(
      fc.asyncProperty(moves, async (history) => {
        const box = server.mailbox(ANN);
        await using client = await WireClient.to(server, ANN);
        await client.command('ENABLE QRESYNC');
        await client.command('SELECT INBOX');
        const knows = new QresyncClient();
        knows.hear(await client.command('UID FETCH 1:* (FLAGS)'));
        for (const move of history) {
          if (move.kind !== 'sync') await make(box, move);
          else knows.hear(await client.command('NOOP'));
        }
        knows.hear(await client.command('NOOP'));
        // New mail is told by number only: the client asks what it is.
        knows.hear(await client.command('UID FETCH 1:* (FLAGS)'));
        expect(knows.view).toEqual(viewOf(box));
      }),
      { numRuns: 30 },
    );
  });

  it('sequence numbers follow EXPUNGE and EXISTS without QRESYNC', async () => {
    await using server = await startServer();
    await fc.assert(
      fc.asyncProperty(moves, async (history) => {
        const box = server.mailbox(ANN);
        await using client = await WireClient.to(server, ANN);
        await client.command('SELECT INBOX');
        const known: (number | undefined)[] = uidsIn(await client.command('FETCH 1:* (UID)'));
        const hear = (answer: string): void => {
          for (const [, number, word] of answer.matchAll(/^\* (\d+) (EXISTS|EXPUNGE)/gm))
            if (word === 'EXISTS') known.length = Number(number);
            else known.splice(Number(number) - 1, 1);
        };
        for (const move of history) {
          if (move.kind === 'sync') hear(await client.command('NOOP'));
          else await make(box, move);
        }
        hear(await client.command('NOOP'));
        const uids = box.list('INBOX').map((message) => message.uid);
        expect(uids.map((uid, index) => known[index] ?? uid)).toEqual(uids);
        expect(known).toHaveLength(uids.length);
        expect(uidsIn(await client.command('FETCH 1:* (UID)'))).toEqual(uids);
      }),
      { numRuns: 30 },
    );
  });
});
