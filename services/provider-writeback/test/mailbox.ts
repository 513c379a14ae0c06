import type { Location } from '@mailfold/contracts';
import type { ConnectOptions, MailSession } from '@mailfold/mail-provider';
import { ImapMailProvider } from '@mailfold/mail-provider-imap';
import { NetworkGuard } from '@mailfold/network-guard';
import type { Story } from './story.ts';

export const provider = new ImapMailProvider({
  guard: new NetworkGuard({ allowed: ['127.0.0.1'] }),
  timeouts: { silenceMs: 2_000, callMs: 5_000 },
});

/** A mail of a thread: threads are told by subject. */
export const mail = (thread: string, name = thread): Buffer =>
  Buffer.from(
    [
      'From: bob@example.org',
      'To: ann@example.com',
      `Subject: ${thread}`,
      `Message-ID: <${name}@example.org>`,
      'Date: Mon, 2 Nov 2026 09:00:00 +0000',
      '',
      `This is ${name}.`,
      '',
    ].join('\r\n'),
  );

/** What a second client sees: folder → `name` of each mail, with a star where it is unread; empty folders are left out. */
export async function look(options: ConnectOptions): Promise<Record<string, string[]>> {
  await using session = await provider.connect(options);
  const seen: [string, string[]][] = [];
  for (const { path, epoch, messages } of await session.folders()) {
    if (messages === 0) continue;
    const fetched = await session.fetch(path, await session.uids(path), epoch);
    const names = fetched.messages
      .toSorted((a, b) => a.uid - b.uid)
      .map(({ raw, flags }) => `${nameOf(raw)}${flags.seen ? '' : '*'}`);
    seen.push([path, names]);
  }
  return Object.fromEntries(seen);
}

/** Tells the story of the mailbox as it is, as sync would: what is new, and where the rest lies now. */
export async function tellMailbox(session: MailSession, story: Story): Promise<void> {
  const places = new Map<string, Location[]>();
  for (const { path, role, epoch, messages } of await session.folders()) {
    story.folder(path, role, epoch);
    if (messages === 0) continue;
    const fetched = await session.fetch(path, await session.uids(path), epoch);
    for (const { uid, raw, flags, receivedAt, size } of fetched.messages.toSorted((a, b) => a.uid - b.uid)) {
      const name = nameOf(raw);
      places.set(name, [...(places.get(name) ?? []), story.place(path, uid, epoch)]);
      if (story.knows(name)) continue;
      const thread = /^Subject: (.*)\r$/m.exec(raw.toString())?.[1] ?? '';
      const place = { folder: path, uid, epoch };
      story.message(name, { thread, ...place, seen: flags.seen, receivedAt: receivedAt.toISOString(), size });
    }
  }
  for (const [name, all] of places) story.moved(name, ...all);
}

const nameOf = (raw: Buffer): string => /^Message-ID: <(.*)@/im.exec(raw.toString())?.[1] ?? '';
