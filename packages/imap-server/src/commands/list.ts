import type { Interference } from '../faults/fault-director.ts';
import type { Arguments } from '../protocol/arguments.ts';
import { decodeMailboxName, wireMailbox } from '../protocol/mailbox-name.ts';
import type { Value } from '../protocol/value.ts';
import { textOf } from '../protocol/value.ts';
import { wireString } from '../protocol/wire-text.ts';
import type { Session } from '../session/session.ts';
import type { Verb } from '../session/verb.ts';
import { folderAttributes } from '../list/folder-attributes.ts';
import { matcher } from '../list/folder-pattern.ts';
import type { ListOptions } from '../list/list-options.ts';
import { parseReturnOptions, parseSelectionOptions } from '../list/list-options.ts';
import { statusLine } from './status.ts';

/** LIST with selection and return options (RFC 5258), SPECIAL-USE (RFC 6154) and STATUS (RFC 5819). */
export const list: Verb = {
  needs: 'login',
  run({ session, args, faults }) {
    const selection = parseSelectionOptions(session, args.optionalList());
    const reference = args.mailbox();
    const patterns = parsePatterns(args);
    const options: ListOptions = { ...selection, ...parseReturnOptions(session, args) };
    args.end();
    if (patterns.length === 1 && patterns[0] === '') writeRoot(session);
    else
      writeMatches(
        session,
        patterns.map((pattern) => reference + pattern),
        options,
        faults,
      );
    return { text: 'LIST completed' };
  },
};

export const lsub: Verb = {
  needs: 'login',
  run({ session, args }) {
    const matches = matcher([args.mailbox() + args.mailbox()], session.server.delimiter);
    args.end();
    const delimiter = wireString(session.server.delimiter);
    for (const path of session.mail.admin.subscriptions())
      if (matches(path)) session.connection.write(`* LSUB () ${delimiter} ${wireMailbox(path)}\r\n`);
    return { text: 'LSUB completed' };
  },
};

function parsePatterns(args: Arguments): readonly string[] {
  const values: readonly Value[] = args.optionalList() ?? [args.next()];
  return values.map((value) => decodeMailboxName(textOf(value) ?? ''));
}

/** An empty pattern asks for the delimiter (RFC 3501 §6.3.8). */
function writeRoot(session: Session): void {
  const { delimiter, prefix } = session.server;
  session.connection.write(`* LIST (\\Noselect) ${wireString(delimiter)} ${wireMailbox(prefix)}\r\n`);
}

function writeMatches(session: Session, patterns: readonly string[], options: ListOptions, faults: Interference): void {
  const { delimiter } = session.server;
  const matches = matcher(patterns, delimiter);
  const { admin } = session.mail;
  for (const folder of admin.folders()) {
    if (!matches(folder.path)) continue;
    if (options.onlySubscribed && !admin.isSubscribed(folder.path)) continue;
    if (options.onlySpecialUse && folder.specialUse === undefined) continue;
    const attributes = folderAttributes(session, folder, options).join(' ');
    session.connection.write(`* LIST (${attributes}) ${wireString(delimiter)} ${wireMailbox(folder.path)}\r\n`);
    if (options.status !== undefined) session.connection.write(statusLine(session, folder, options.status, faults));
  }
}
