import { verbs } from '../commands/verbs.ts';
import type { Interference } from '../faults/fault-director.ts';
import { Arguments } from '../protocol/arguments.ts';
import { bad, CommandRefused } from '../protocol/command-refused.ts';
import type { Command } from '../protocol/value.ts';
import type { Session } from './session.ts';
import type { Completion, Verb } from './verb.ts';

const UID = 'UID ';

export function findVerb(name: string): Verb | undefined {
  if (!name.startsWith(UID)) return verbs.get(name);
  const verb = verbs.get(name.slice(UID.length));
  return verb?.hasUidForm ? verb : undefined;
}

/** @throws CommandRefused when the command is unknown, out of place, or says no itself */
export async function performVerb(session: Session, command: Command, faults: Interference): Promise<Completion> {
  if (faults.no !== undefined) throw new CommandRefused('NO', faults.no, faults.code);
  if (faults.bad !== undefined) throw new CommandRefused('BAD', faults.bad, faults.code);
  const byUid = command.name.startsWith(UID);
  const verb = findVerb(command.name);
  if (verb === undefined || !isOffered(session, verb, byUid)) throw bad('Unknown command');
  checkState(session, verb);
  return verb.run({ session, args: new Arguments(command.args), faults, byUid });
}

function isOffered(session: Session, verb: Verb, byUid: boolean): boolean {
  const wanted = byUid ? (verb.uidExtension ?? verb.extension) : verb.extension;
  return wanted === undefined || session.offers(wanted);
}

function checkState(session: Session, verb: Verb): void {
  const loggedIn = session.mailbox !== undefined;
  if (verb.needs === 'no-login' && loggedIn) throw bad('Logged in already');
  if ((verb.needs === 'login' || verb.needs === 'selection') && !loggedIn) throw bad('Log in first');
  if (verb.needs === 'selection' && session.selected === undefined) throw bad('No mailbox selected');
}
