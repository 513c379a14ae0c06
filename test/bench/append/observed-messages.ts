import type { NewEvent } from '@mailfold/event-store';
import { uuid5, uuid7 } from '@mailfold/kernel';

const NAMES = ['Aiko Tanaka', 'Ben Carter', 'Chloé Martin', '佐藤 健', 'Dana Novák', 'Eve Lindqvist'];
const SUBJECTS = [
  'Re: Offer for the spring campaign',
  'お見積もりの件について',
  'Fwd: Contract, second draft',
  'Kick-off',
];
const SENTENCE = 'Thank you for the call yesterday; as discussed I attach the revised offer with the new terms. ';

const pick = <T>(list: readonly T[], index: number): T | undefined => list[index % list.length];
const address = (index: number) => ({
  name: pick(NAMES, index),
  address: `person-${index % 997}@example-${index % 53}.org`,
});

export interface Account {
  readonly tenantId: string;
  readonly accountId: string;
}

/** An event like those of a backfill: about 1.2 kB of JSON, ids made as ingest makes them. */
export function observedMessage({ tenantId, accountId }: Account, uid: number): NewEvent {
  const causationId = uuid5(accountId, 'INBOX', '1', String(uid));
  return {
    id: uuid5(causationId, 'ingest', 'ingest.MessageObserved.v1'),
    type: 'ingest.MessageObserved.v1',
    data: {
      messageId: uuid5(accountId, 'message', String(uid)),
      headerMessageId: `<${uid}.${causationId}@mail.example-${uid % 53}.org>`,
      references: [`<${uid - 1}.parent@mail.example.org>`, `<${uid - 2}.root@mail.example.org>`],
      subject: `${pick(SUBJECTS, uid)} #${uid % 4_001}`,
      sentAt: '2026-11-20T08:15:30.000Z',
      from: [address(uid)],
      to: [address(uid + 1), address(uid + 2)],
      cc: [address(uid + 3)],
      preview: SENTENCE.repeat(2),
      size: 3_500 + (uid % 900),
      location: { folderId: uuid5(accountId, 'INBOX'), epoch: 1, uid, modseq: uid * 3 },
      flags: ['\\Seen'],
      blob: { pack: `${accountId}/000001`, offset: uid * 3_500, length: 3_500 + (uid % 900) },
      attachments: [],
    },
    meta: {
      tenantId,
      accountId,
      occurredAt: '2026-11-20T08:15:31.000Z',
      causationId,
      correlationId: causationId,
      origin: 'backfill',
      inputPosition: uid,
    },
  };
}

export const newAccount = (): Account => ({ tenantId: uuid7(), accountId: uuid7() });
