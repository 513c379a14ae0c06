import { bad } from '../protocol/command-refused.ts';
import type { Value } from '../protocol/value.ts';
import { textOf } from '../protocol/value.ts';
import type { Session } from '../session/session.ts';
import type { Verb } from '../session/verb.ts';

/** CREATE with the USE of RFC 6154 §3; the new folder's id comes back (RFC 8474 §4.1). */
export const create: Verb = {
  needs: 'login',
  async run({ session, args }) {
    const path = trimmed(args.mailbox(), session.server.delimiter);
    const specialUse = specialUseOf(session, args.optionalList());
    args.end();
    if (path === '') throw bad('A mailbox needs a name');
    const folder = await session.mail.admin.create(path, { specialUse });
    const code = session.offers('OBJECTID') ? `MAILBOXID (${mailboxId(folder.id)})` : undefined;
    return { text: 'CREATE completed', code };
  },
};

/** MAILBOXID: letters, digits, `-` and `_` only (RFC 8474 §7). */
export const mailboxId = (id: string): string => `F${id.replaceAll('-', '')}`;

// A client says with a delimiter at the end that it will make folders below (RFC 3501 §6.3.3).
const trimmed = (path: string, delimiter: string): string =>
  path.endsWith(delimiter) ? path.slice(0, -delimiter.length) : path;

function specialUseOf(session: Session, options: readonly Value[] | undefined): string | undefined {
  if (options === undefined) return undefined;
  const [name, uses] = options;
  const valid = textOf(name)?.toUpperCase() === 'USE' && uses?.kind === 'list';
  if (!valid || !session.offers('CREATE-SPECIAL-USE')) throw bad('Unknown CREATE option');
  return textOf(uses.items[0]);
}
