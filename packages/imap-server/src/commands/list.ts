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
  const matches = matcher(patterns, session.server.delimiter);
  const { admin } = session.mail;
  const isPlain = !options.onlySubscribed && !options.onlySpecialUse;
  if (isPlain) for (const path of missingParents(session)) if (matches(path)) writeFolder(session, path, NO_FOLDER);
  for (const folder of admin.folders()) {
    if (!matches(folder.path)) continue;
    if (options.onlySubscribed && !admin.isSubscribed(folder.path)) continue;
    if (options.onlySpecialUse && folder.specialUse === undefined) continue;
    writeFolder(session, folder.path, folderAttributes(session, folder, options));
    if (options.status !== undefined) session.connection.write(statusLine(session, folder, options.status, faults));
  }
}

const NO_FOLDER = ['\\Noselect', '\\HasChildren'];

function writeFolder(session: Session, path: string, attributes: readonly string[]): void {
  const delimiter = wireString(session.server.delimiter);
  session.connection.write(`* LIST (${attributes.join(' ')}) ${delimiter} ${wireMailbox(path)}\r\n`);
}

/** Names that only stand above folders, as `[Gmail]` does: `%` has to show them (RFC 3501 §6.3.8). */
function missingParents(session: Session): readonly string[] {
  const { delimiter } = session.server;
  const paths = new Set(session.mail.admin.folders().map((folder) => folder.path));
  const parents = [...paths].flatMap((path) => {
    const levels = path.split(delimiter);
    return levels.slice(1).map((_level, index) => levels.slice(0, index + 1).join(delimiter));
  });
  return [...new Set(parents)].filter((parent) => !paths.has(parent));
}
