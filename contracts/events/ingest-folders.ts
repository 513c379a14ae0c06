import { z } from 'zod';
import { defineEvent, personal } from './definition.ts';
import { FolderRole, Id } from './values.ts';

const epoch = z.number().int().nonnegative();
const count = z.number().int().nonnegative();

/** `content`: in scope · `location`: only whether known mail is there (Spam, Trash) · `none`: out of scope. */
export const Watch = z.enum(['content', 'location', 'none']);

export const FolderDiscovered = defineEvent(
  'ingest',
  'FolderDiscovered',
  1,
  'A folder or label exists at the provider.',
  z.object({
    folderId: Id,
    path: personal(z.string()),
    delimiter: z.string().exactOptional(),
    role: FolderRole,
    epoch,
    watch: Watch,
    /** MAILBOXID (RFC 8474 §4), where offered: the folder keeps it under another name. */
    mailboxId: z.string().exactOptional(),
  }),
);

export const FolderWatchChanged = defineEvent(
  'ingest',
  'FolderWatchChanged',
  1,
  'The scope was changed, and with it how the folder is watched (SCO-2).',
  z.object({ folderId: Id, watch: Watch }),
);

export const FolderRenamed = defineEvent(
  'ingest',
  'FolderRenamed',
  1,
  'The same folder under another path.',
  z.object({ folderId: Id, path: personal(z.string()) }),
);

export const FolderGone = defineEvent(
  'ingest',
  'FolderGone',
  1,
  'The provider no longer lists the folder.',
  z.object({ folderId: Id }),
);

export const FolderRenumbered = defineEvent(
  'ingest',
  'FolderRenumbered',
  1,
  'UIDVALIDITY changed: every UID of the epoch before means nothing any more (RFC 9051 §2.3.1.1).',
  z.object({ folderId: Id, epoch, previousEpoch: epoch }),
);

export const FolderParked = defineEvent(
  'ingest',
  'FolderParked',
  1,
  'The folder cannot be synced; the rest of the account goes on.',
  z.object({ folderId: Id, reason: z.string() }),
);

export const FolderResumed = defineEvent(
  'ingest',
  'FolderResumed',
  1,
  'A folder that was parked can be synced again; its ledger goes on where it stood.',
  z.object({ folderId: Id }),
);

export const BackfillStarted = defineEvent(
  'ingest',
  'BackfillStarted',
  1,
  'Mail up to this UID is history; UIDs above it are new.',
  z.object({ folderId: Id, epoch, through: count, total: count }),
);

export const BackfillCompleted = defineEvent(
  'ingest',
  'BackfillCompleted',
  1,
  'Every UID of the history is accounted for in the ledger.',
  z.object({ folderId: Id, epoch }),
);
