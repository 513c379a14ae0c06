import type { Interference } from '../faults/fault-director.ts';
import { bad } from '../protocol/command-refused.ts';
import { wireMailbox } from '../protocol/mailbox-name.ts';
import type { Value } from '../protocol/value.ts';
import { textOf } from '../protocol/value.ts';
import type { Session } from '../session/session.ts';
import type { Verb } from '../session/verb.ts';
import { hasFlag } from '../store/flag-change.ts';
import type { Folder } from '../store/folder.ts';
import { mailboxId } from './create.ts';

export const status: Verb = {
  needs: 'login',
  run({ session, args, faults }) {
    const folder = session.mail.folder(args.mailbox());
    const items = args.list();
    args.end();
    session.connection.write(statusLine(session, folder, items, faults));
    return { text: 'STATUS completed' };
  },
};

/** The untagged STATUS of one folder (RFC 3501 §7.2.4). */
export function statusLine(session: Session, folder: Folder, items: readonly Value[], faults: Interference): string {
  const told = items.flatMap((item) => statusItem(session, folder, textOf(item) ?? '', faults));
  return `* STATUS ${wireMailbox(folder.path)} (${told.join(' ')})\r\n`;
}

function statusItem(session: Session, folder: Folder, item: string, faults: Interference): readonly string[] {
  const name = item.toUpperCase();
  switch (name) {
    case 'MESSAGES':
      return [`MESSAGES ${folder.messages.length}`];
    case 'RECENT':
      return ['RECENT 0'];
    case 'UIDNEXT':
      return [`UIDNEXT ${folder.uidNext}`];
    case 'UIDVALIDITY':
      return toldUidValidity(folder, faults).map((value) => `UIDVALIDITY ${value}`);
    case 'UNSEEN':
      return [`UNSEEN ${countUnseen(folder)}`];
    case 'SIZE':
      return [`SIZE ${folder.messages.reduce((sum, message) => sum + message.size, 0)}`];
    default:
      return extendedItem(session, folder, name);
  }
}

function extendedItem(session: Session, folder: Folder, name: string): readonly string[] {
  if (name === 'HIGHESTMODSEQ' && session.offers('CONDSTORE')) {
    session.useCondstore();
    return [`HIGHESTMODSEQ ${folder.highestModseq}`];
  }
  if (name === 'MAILBOXID' && session.offers('OBJECTID')) return [`MAILBOXID (${mailboxId(folder.id)})`];
  throw bad('Unknown STATUS item');
}

/** One value, or none when a fault leaves it out. */
export function toldUidValidity(folder: Folder, faults: Interference): readonly number[] {
  if (faults.uidValidity === null) return [];
  return [faults.uidValidity ?? folder.uidValidity];
}

const countUnseen = (folder: Folder): number =>
  folder.messages.filter((message) => !hasFlag(message.flags, '\\Seen')).length;
