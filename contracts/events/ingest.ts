import { z } from 'zod';
import { defineEvent, personal } from './definition.ts';
import { Address, BlobRef, Flags, Id, Location, Time } from './values.ts';

const uid = z.number().int().positive();
const epoch = z.number().int().nonnegative();
const count = z.number().int().nonnegative();
/** Inclusive ranges of UIDs, ascending. */
export const UidRanges = z.array(z.tuple([uid, uid]));

/** Why a UID is in the ledger and its mail is not. */
export const SkipRule = z.enum([
  'before-start',
  'out-of-scope',
  'location-only',
  'blocked',
  'no-contact',
  'gone-before-read',
]);

export const Attachment = z.object({
  filename: personal(z.string()).exactOptional(),
  contentType: z.string(),
  size: count,
  inline: z.boolean(),
  contentId: z.string().exactOptional(),
  blob: BlobRef,
});

export const MessageObserved = defineEvent(
  'ingest',
  'MessageObserved',
  1,
  'A message was stored for the first time in this account (ING-1).',
  z.object({
    messageId: Id,
    /** How sameness is judged: a keyed digest of the identity, and the version of the content hash. */
    identity: z.object({
      key: z.string(),
      /** Keyed digest of EMAILID or X-GM-MSGID, where the provider gives one. */
      providerKey: z.string().exactOptional(),
      hash: z.literal('hash@1'),
    }),
    location: Location,
    flags: Flags,
    /** INTERNALDATE. */
    receivedAt: Time,
    /** The Date header, where it can be read. */
    sentAt: Time.exactOptional(),
    /** `sent`: from one of the account's own addresses · `draft`: never threaded, linked, shared or counted (SCO-1). */
    direction: z.enum(['received', 'sent', 'draft']),
    size: count,
    /** The Message-ID header without angle brackets. */
    internetMessageId: personal(z.string()).exactOptional(),
    inReplyTo: z.array(personal(z.string())),
    references: z.array(personal(z.string())),
    providerThreadId: z.string().exactOptional(),
    subject: personal(z.string()),
    from: z.array(personal(Address)),
    sender: personal(Address).exactOptional(),
    replyTo: z.array(personal(Address)),
    to: z.array(personal(Address)),
    cc: z.array(personal(Address)),
    bcc: z.array(personal(Address)),
    /** Bulk mail: List-Id present, or Auto-Submitted. */
    automated: z.boolean(),
    raw: BlobRef,
    /** Plain text: the text part, or the text within the html where there is no other. */
    text: BlobRef.exactOptional(),
    /** SHA-256 of that text without white space, hex: tells copies of one message apart whose text differs (VIS-5). */
    textDigest: personal(z.string()).exactOptional(),
    html: BlobRef.exactOptional(),
    attachments: z.array(Attachment),
    /** Another message of this account has the same Message-ID and other content (S12). */
    sharesMessageId: z.boolean(),
  }),
);

export const MessageMoved = defineEvent(
  'ingest',
  'MessageMoved',
  1,
  'The set of places where the message lies changed; all of them as they are now.',
  z.object({
    messageId: Id,
    /** Of more than a hundred copies a hundred are named, each folder among them; `added` and `removed` are always whole. */
    locations: z.array(Location),
    added: z.array(Location),
    removed: z.array(Location),
    /** Our own intent that this fulfils (WBK-5). */
    intentId: Id.exactOptional(),
  }),
);

export const FlagsChanged = defineEvent(
  'ingest',
  'FlagsChanged',
  1,
  'Flags changed at the provider; all of them as they are now.',
  z.object({ messageId: Id, flags: Flags, intentId: Id.exactOptional() }),
);

export const MessageWithdrawn = defineEvent(
  'ingest',
  'MessageWithdrawn',
  1,
  'The message left: it shows nowhere any more, and stays a tombstone that joins threads.',
  z.object({
    messageId: Id,
    reason: z.enum(['deleted-at-provider', 'out-of-scope', 'folder-gone']),
    intentId: Id.exactOptional(),
  }),
);

/** Where the bytes of a message lie. */
const StoredContent = z.object({
  raw: BlobRef,
  text: BlobRef.exactOptional(),
  html: BlobRef.exactOptional(),
  attachments: z.array(Attachment),
});

export const MessageRestored = defineEvent(
  'ingest',
  'MessageRestored',
  1,
  'A message that had been withdrawn shows again, as history and not as new mail; its thread and what was decided of it are kept.',
  z.object({
    messageId: Id,
    /** `seen-again`: the provider has it again · `in-scope`: the scope was widened (SCO-2). */
    reason: z.enum(['seen-again', 'in-scope']),
    /** Its bytes had been deleted and were fetched again: they lie here, and where MessageObserved said no more. */
    content: StoredContent.exactOptional(),
  }),
);

export const RawDeleted = defineEvent(
  'ingest',
  'RawDeleted',
  1,
  'A message was out of scope for longer than the grace period: from here on its bytes are deleted; its identity and what was decided of it are kept (SCO-2).',
  z.object({
    messageId: Id,
    /** Raw, text, html and attachments, wherever they lay. */
    blobs: z.array(BlobRef),
  }),
);

export const MessageSkipped = defineEvent(
  'ingest',
  'MessageSkipped',
  1,
  'UIDs that a rule keeps out; nothing of them is stored.',
  z.object({ folderId: Id, epoch, uids: UidRanges, rule: SkipRule }),
);

export const SkipsLifted = defineEvent(
  'ingest',
  'SkipsLifted',
  1,
  'The folder is read again, as these rules no longer say of it what they said: UIDs that they kept out are open.',
  z.object({ folderId: Id, epoch, rules: z.array(SkipRule).min(1) }),
);

export const MessageQuarantined = defineEvent(
  'ingest',
  'MessageQuarantined',
  1,
  'The message could not be read; raw bytes are kept where they could be fetched (ING-5).',
  z.object({
    location: Location,
    code: z.string(),
    /** In words. */
    reason: z.string(),
    size: count,
    raw: BlobRef.exactOptional(),
    /** Version of our reader; another version tries again. */
    reader: z.string(),
  }),
);

export const MessageReleased = defineEvent(
  'ingest',
  'MessageReleased',
  1,
  'A quarantined message could be read after all; MessageObserved or MessageMoved follows.',
  z.object({ location: Location, messageId: Id }),
);

export const MailMissing = defineEvent(
  'ingest',
  'MailMissing',
  1,
  'The server names these UIDs and does not give them.',
  z.object({ folderId: Id, epoch, uids: UidRanges, reason: z.string() }),
);

export const FolderSums = z.object({
  folderId: Id,
  epoch,
  listed: count,
  stored: count,
  skipped: count,
  quarantined: count,
  gone: count,
  missing: count,
  /** SHA-256 over the ascending UIDs as decimal text joined by commas, hex. */
  digest: z.string(),
});

export const AccountReconciled = defineEvent(
  'ingest',
  'AccountReconciled',
  1,
  'The server was listed again and compared with the ledger.',
  z.object({ accountId: Id, complete: z.boolean(), folders: z.array(FolderSums) }),
);
