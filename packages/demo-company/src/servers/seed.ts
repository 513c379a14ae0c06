import { sha256Hex } from '@mailfold/kernel';
import type { MailboxStore } from '@mailfold/imap-server';
import type { MailboxMail } from '../render/mailbox-mail.ts';

const byArrival = (a: MailboxMail, b: MailboxMail): number => a.internalDate.getTime() - b.internalDate.getTime();

/**
 * Puts the mails into their folders, oldest first, so that UIDs rise with time. What already lies in its folder is
 * left alone: seeding again after a crash goes on where it was.
 */
export async function seed(store: MailboxStore, mailbox: Iterable<MailboxMail>): Promise<void> {
  const folders = Map.groupBy([...mailbox].toSorted(byArrival), ({ folder }) => folder);
  for (const [folder, mails] of folders) {
    const there = new Set(store.list(folder).map(({ digest }) => digest));
    await store.deliverMany(
      folder,
      mails.filter(({ raw }) => !there.has(sha256Hex(raw))),
    );
  }
}
