import { parseDateTime } from '../protocol/date-time.ts';
import { textOf } from '../protocol/value.ts';
import { no } from '../protocol/command-refused.ts';
import type { Verb } from '../session/verb.ts';

/** RFC 3501 §6.3.11, with APPENDUID (RFC 4315 §3). */
export const append: Verb = {
  needs: 'login',
  async run({ session, args }) {
    const path = args.mailbox();
    const flags = (args.optionalList() ?? []).map((flag) => textOf(flag) ?? '');
    const [first, second] = [args.next(), args.done ? undefined : args.next()];
    const date = second === undefined ? undefined : parseDateTime(textOf(first) ?? '');
    const message = second ?? first;
    if (message.kind !== 'string') throw no('No message given');
    if (!session.mail.admin.has(path)) throw no('No such mailbox', 'TRYCREATE');
    const internalDate = date === undefined ? {} : { internalDate: new Date(date) };
    const uid = await session.mail.deliver(path, message.bytes, { flags, ...internalDate });
    const validity = session.mail.folder(path).uidValidity;
    const code = session.offers('UIDPLUS') ? `APPENDUID ${validity} ${uid}` : undefined;
    return { text: 'APPEND completed', code };
  },
};
