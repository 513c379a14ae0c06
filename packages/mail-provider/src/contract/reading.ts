import type { Account } from './account.ts';
import { longMail, mail, mails } from './mails.ts';

export function readingContract(account: Account): void {
  it('lists every UID of one moment, with the state of that moment (ING-4)', async () => {
    await account.harness.place(
      'INBOX',
      mails(9).map((raw) => ({ raw })),
    );
    await account.harness.expunge('INBOX', [2, 4, 9]);
    const session = await account.connect();

    const { uids, settled, open } = await session.list('INBOX');

    expect([uids, settled]).toEqual([[1, 3, 5, 6, 7, 8], true]);
    expect(open).toMatchObject({ messages: 6, uidNext: 10 });
    expect((await session.list('Sent')).uids).toEqual([]);
  });

  it('lists UIDs in order, all or a range', async () => {
    await account.harness.place(
      'INBOX',
      mails(5).map((raw) => ({ raw })),
    );
    const session = await account.connect();

    expect(await session.uids('INBOX')).toEqual([1, 2, 3, 4, 5]);
    expect(await session.uids('INBOX', { from: 2, to: 4 })).toEqual([2, 3, 4]);
    expect(await session.uids('INBOX', { from: 6 })).toEqual([]);
  });

  it('lists nothing in an empty folder', async () => {
    const session = await account.connect();

    expect(await session.uids('INBOX')).toEqual([]);
    expect(await session.uids('INBOX', { from: 1, to: 9 })).toEqual([]);
  });

  it('finds mail from or to somebody (SCO-6)', async () => {
    const letter = (field: string, address: string) => ({
      raw: Buffer.from(
        `${field}: Some One <${address}>\r\nSubject: ${field}\r\n\r\nsought@c.example is named here.\r\n`,
      ),
    });
    const fields = ['From', 'To', 'Cc', 'Bcc'];
    await account.harness.place('INBOX', [
      ...fields.map((field) => letter(field, 'sought@c.example')),
      letter('From', 'other@c.example'),
    ]);
    const session = await account.connect();

    expect(await session.uids('INBOX', { correspondent: 'sought@c.example' })).toEqual([1, 2, 3, 4]);
    expect(await session.uids('INBOX', { correspondent: 'nobody@c.example' })).toEqual([]);
    expect(await session.uids('INBOX', { from: 3, correspondent: 'sought@c.example' })).toEqual([3, 4]);
  });

  it('takes the moment of `since` exactly, not only its day (SCO-1)', async () => {
    const at = (iso: string) => ({ raw: mail(1), receivedAt: new Date(iso) });
    await account.harness.place('INBOX', [
      at('2026-01-05T23:30:00Z'),
      at('2026-01-10T09:59:59Z'),
      at('2026-01-10T10:00:00Z'),
      at('2026-01-11T03:00:00Z'),
      at('2026-03-01T12:00:00Z'),
    ]);
    const session = await account.connect();

    expect(await session.uids('INBOX', { since: new Date('2026-01-10T10:00:00Z') })).toEqual([3, 4, 5]);
  });

  it('reads messages byte for byte, with flags, date and size (ING-1)', async () => {
    const raw = Buffer.from(`${mail(1)}caf\u00e9 \u00ff`, 'latin1');
    const receivedAt = new Date('2026-01-02T03:04:05Z');
    await account.harness.place('INBOX', [{ raw, receivedAt, seen: true }]);
    const session = await account.connect();
    const { epoch } = await session.open('INBOX');

    const { messages } = await session.fetch('INBOX', [1], epoch);

    expect(messages[0]).toMatchObject({ uid: 1, receivedAt, size: raw.length });
    expect(messages[0]?.flags).toEqual({ seen: true, flagged: false, answered: false, draft: false });
    expect(messages[0]?.raw.equals(raw)).toBe(true);
  });

  it('does not mark a message as seen by reading it', async () => {
    await account.harness.place('INBOX', [{ raw: mail(1) }]);
    const session = await account.connect();
    const { epoch } = await session.open('INBOX');
    await session.fetch('INBOX', [1], epoch);

    const [now] = await session.flags('INBOX', [1]);

    expect(now?.flags.seen).toBe(false);
  });

  it('reads a long message byte for byte', async () => {
    const raw = longMail(1, 700_000);
    await account.harness.place('INBOX', [{ raw: mail(0) }, { raw }, { raw: mail(2) }]);
    const session = await account.connect();
    const { epoch } = await session.open('INBOX');

    const { messages } = await session.fetch('INBOX', [1, 2, 3], epoch);
    const long = messages.find(({ uid }) => uid === 2);

    expect(messages).toHaveLength(3);
    expect(long?.raw.toString('latin1') === raw).toBe(true);
  });

  it('gives the header alone of a message that is too large', async () => {
    const raw = longMail(1, 700_000);
    await account.harness.place('INBOX', [{ raw }, { raw: mail(2) }]);
    const session = await account.connect({ maxMessageBytes: 500_000 });
    const { epoch } = await session.open('INBOX');

    const { messages, tooLarge } = await session.fetch('INBOX', [1, 2], epoch);

    expect(messages.map(({ uid }) => uid)).toEqual([2]);
    expect(tooLarge).toMatchObject([{ uid: 1, size: raw.length }]);
    expect(tooLarge[0]?.header.toString()).toBe(raw.slice(0, raw.indexOf('\r\n\r\n') + 4));
  });

  it('holds no more than a batch, and names what to ask for again (X16)', async () => {
    await account.harness.place(
      'INBOX',
      Array.from({ length: 6 }, (_, n) => ({ raw: longMail(n, 400_000) })),
    );
    const session = await account.connect({ maxBatchBytes: 1_000_000 });
    const { epoch } = await session.open('INBOX');

    const seen: number[] = [];
    let left: readonly number[] = [1, 2, 3, 4, 5, 6];
    let largest = 0;
    while (left.length > 0) {
      const { messages, later } = await session.fetch('INBOX', left, epoch);
      largest = Math.max(largest, messages.length);
      seen.push(...messages.map(({ uid }) => uid));
      left = later;
    }

    expect(seen.toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(largest).toBeLessThanOrEqual(2);
  });

  it('names what is not there any more (S7)', async () => {
    await account.harness.place(
      'INBOX',
      mails(4).map((raw) => ({ raw })),
    );
    await account.harness.expunge('INBOX', [2, 3]);
    const session = await account.connect();
    const { epoch } = await session.open('INBOX');

    const result = await session.fetch('INBOX', [1, 2, 3, 4], epoch);

    expect(result.messages.map(({ uid }) => uid)).toEqual([1, 4]);
    expect(result.missing).toEqual([2, 3]);
    expect(result.refused).toEqual([]);
  });

  it('reads nothing for no UIDs', async () => {
    const session = await account.connect();
    const { epoch } = await session.open('INBOX');

    expect(await session.fetch('INBOX', [], epoch)).toMatchObject({ messages: [], missing: [], later: [] });
  });

  it('reads a thousand messages in one call, each once', async () => {
    await account.harness.place(
      'INBOX',
      mails(1_000).map((raw) => ({ raw })),
    );
    const session = await account.connect();
    const { epoch } = await session.open('INBOX');
    const uids = await session.uids('INBOX');

    const { messages } = await session.fetch('INBOX', uids, epoch);

    expect(messages.map(({ uid }) => uid)).toEqual(uids);
    expect(messages.every(({ uid, raw }) => raw.includes(`Subject: mail ${uid}\r\n`))).toBe(true);
  });
}
