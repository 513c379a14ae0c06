import type { DataOf, MessageObserved } from '@mailfold/contracts';
import { uuid5 } from '@mailfold/kernel';
import type { HeaderFields, MailAddress } from '@mailfold/mail';
import { MimeReader } from '@mailfold/mail-mime';
import { easyHam } from '../corpus/easy-ham.ts';

type Observed = DataOf<typeof MessageObserved>;

/** The header of every mail of the corpus. */
export async function corpusHeaders(): Promise<readonly HeaderFields[]> {
  await using reader = new MimeReader();
  const mails = await reader.read(await easyHam());
  return mails.flatMap((mail) => (mail.status === 'parsed' ? [mail.headers] : []));
}

/** A message as ingest would tell of it; of each copy the participants and subjects are other ones. */
export function observedMessage(headers: HeaderFields, nth: number, copy: number, accountId: string): Observed {
  const messageId = uuid5(accountId, 'message', String(nth));
  const people = (list: readonly MailAddress[]): Observed['to'] =>
    list.map(({ address, ...name }) => ({ ...name, address: address.replace('@', `@c${copy}.`) }));
  const id = (text: string): string => `c${copy}.${text}`;
  return {
    messageId,
    identity: { key: messageId, hash: 'hash@1' },
    location: { folderId: uuid5(accountId, 'INBOX'), epoch: 1, uid: nth + 1 },
    flags: { seen: true, flagged: false, answered: false, draft: false },
    receivedAt: new Date(Date.UTC(2024, 0, 1) + nth * 600_000).toISOString(),
    direction: 'received',
    size: 3_500,
    ...(headers.messageId === undefined ? {} : { internetMessageId: id(headers.messageId) }),
    inReplyTo: headers.inReplyTo.map(id),
    references: headers.references.map(id),
    from: people(headers.from),
    replyTo: people(headers.replyTo),
    to: people(headers.to),
    cc: people(headers.cc),
    bcc: [],
    automated: false,
    subject: `${headers.subject} (${copy})`,
    raw: '',
    attachments: [],
    sharesMessageId: false,
  };
}
