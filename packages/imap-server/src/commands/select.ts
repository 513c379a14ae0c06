import type { Interference } from '../faults/fault-director.ts';
import { hasFlag } from '../store/flag-change.ts';
import { SelectedFolder } from '../session/selected-folder.ts';
import type { Session } from '../session/session.ts';
import type { Verb } from '../session/verb.ts';
import { mailboxId } from './create.ts';
import { catchUp, parseSelectOptions } from './select-options.ts';
import { toldUidValidity } from './status.ts';

export const select: Verb = selectVerb('SELECT', false);
export const examine: Verb = selectVerb('EXAMINE', true);

function selectVerb(name: string, readOnly: boolean): Verb {
  return {
    needs: 'login',
    run({ session, args, faults }) {
      const path = args.mailbox();
      const options = parseSelectOptions(session, args.optionalList());
      args.end();
      // Whatever was selected is no longer, even if this fails (RFC 3501 §6.3.1).
      session.select(undefined);
      const noModseq = faults.noModseq ?? !session.offers('CONDSTORE');
      const selected = new SelectedFolder(session.mail, session.mail.folder(path), { readOnly, noModseq });
      session.select(selected);
      if (options.condstore) session.useCondstore();
      for (const line of describe(session, selected, faults)) session.connection.write(`* ${line}\r\n`);
      if (options.resync !== undefined && !noModseq) catchUp(session, selected, options.resync);
      return { text: `${name} completed`, code: readOnly ? 'READ-ONLY' : 'READ-WRITE' };
    },
  };
}

const SYSTEM_FLAGS = ['\\Answered', '\\Flagged', '\\Deleted', '\\Seen', '\\Draft'];

function* describe(session: Session, selected: SelectedFolder, faults: Interference): Generator<string> {
  const { folder } = selected;
  const keywords = folder.messages.flatMap((message) => message.flags.filter((flag) => !flag.startsWith('\\')));
  const flags = [...new Set([...SYSTEM_FLAGS, ...keywords])].join(' ');
  yield `FLAGS (${flags})`;
  yield `${folder.messages.length} EXISTS`;
  yield '0 RECENT';
  const unseen = folder.messages.findIndex((message) => !hasFlag(message.flags, '\\Seen'));
  if (unseen >= 0) yield `OK [UNSEEN ${unseen + 1}] First unseen`;
  yield `OK [PERMANENTFLAGS (${selected.readOnly ? '' : `${flags} \\*`})] Flags`;
  for (const value of toldUidValidity(folder, faults)) yield `OK [UIDVALIDITY ${value}] UIDs valid`;
  yield `OK [UIDNEXT ${folder.uidNext}] Next UID`;
  if (session.offers('OBJECTID')) yield `OK [MAILBOXID (${mailboxId(folder.id)})] Mailbox id`;
  if (selected.noModseq) yield 'OK [NOMODSEQ] No mod-sequences';
  else yield `OK [HIGHESTMODSEQ ${faults.highestModseq ?? folder.highestModseq}] Highest`;
}
