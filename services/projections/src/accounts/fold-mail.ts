import {
  type DataOf,
  type Location,
  MailMissing,
  MessageMoved,
  MessageObserved,
  MessageQuarantined,
  MessageReleased,
  MessageRestored,
  MessageSkipped,
  MessageWithdrawn,
  SkipsLifted,
} from '@mailfold/contracts';
import type { StoredEvent } from '@mailfold/event-store';
import { type AccountSet, changeAccount, changeFolder, type QuarantineRow, type SkipRow } from './account-set.ts';
import { counted } from './pace.ts';

/** What became of the UIDs of each folder. */
export const foldMail = (set: AccountSet, event: StoredEvent): void => {
  const account = event.meta.accountId ?? '';
  if (MessageObserved.is(event)) {
    place(set, event.data.location, event.recordedAt);
    changeAccount(set, account, (row) => (row.messages += 1));
  }
  if (MessageMoved.is(event)) for (const one of event.data.added) place(set, one, event.recordedAt);
  if (MessageWithdrawn.is(event)) changeAccount(set, account, (row) => (row.messages -= 1));
  if (MessageRestored.is(event)) changeAccount(set, account, (row) => (row.messages += 1));
  if (MessageSkipped.is(event)) {
    const { folderId: folder, epoch, uids, rule } = event.data;
    for (const [first, last] of uids) ruleOut(set, { account, folder, epoch, first, last, rule });
  }
  if (SkipsLifted.is(event)) lift(set, account, event.data);
  if (MailMissing.is(event)) {
    const { folderId, uids, reason } = event.data;
    const missingWhy = { reason, at: event.recordedAt };
    const count = uids.reduce((sum, [first, last]) => sum + last - first + 1, 0);
    changeFolder(set, folderId, (folder) => Object.assign(folder, { missing: folder.missing + count, missingWhy }));
    changeAccount(set, account, (row) => (row.proved = false));
  }
  foldQuarantine(set, account, event);
};

/** In the ledger a UID has one line: what is skipped is not in quarantine any more. */
const ruleOut = (set: AccountSet, skip: SkipRow): void => {
  set.skips.push(skip);
  set.ruledOut.push(skip);
  for (const [key, { place: at }] of set.quarantine) {
    const isWithin =
      at.folder === skip.folder && at.epoch === skip.epoch && skip.first <= at.uid && at.uid <= skip.last;
    if (isWithin) set.quarantine.set(key, { place: at, row: undefined });
  }
};

/** The history is read again: what is stored of it counts as done from the first moment. */
const lift = (set: AccountSet, account: string, lifted: DataOf<typeof SkipsLifted>): void => {
  const { folderId: folder, epoch, rules } = lifted;
  const isLifted = (skip: SkipRow): boolean =>
    skip.folder === folder && skip.epoch === epoch && rules.some((rule) => rule === skip.rule);
  set.skips.splice(0, set.skips.length, ...set.skips.filter((skip) => !isLifted(skip)));
  set.lifted.push({ account, folder, epoch, rules });
  changeFolder(set, folder, (row) => (row.backfilled = false));
  changeAccount(set, account, (row) => (row.proved = null));
};

const foldQuarantine = (set: AccountSet, account: string, event: StoredEvent): void => {
  if (MessageQuarantined.is(event)) {
    const { location, code, reason, size, raw, reader } = event.data;
    place(set, location, event.recordedAt);
    const at = event.recordedAt;
    quarantine(set, account, location, { code, reason, size, kept: raw !== undefined, reader, at });
  }
  if (MessageReleased.is(event)) {
    // MessageObserved or MessageMoved follows and counts it again.
    unplace(set, event.data.location);
    quarantine(set, account, event.data.location, undefined);
  }
};

const quarantine = (
  set: AccountSet,
  account: string,
  { folderId: folder, epoch, uid }: Location,
  of: Omit<QuarantineRow, 'account' | 'folder' | 'epoch' | 'uid'> | undefined,
): void => {
  const at = { account, folder, epoch, uid };
  set.quarantine.set(`${folder} ${epoch} ${uid}`, { place: at, row: of === undefined ? undefined : { ...at, ...of } });
};

const place = (set: AccountSet, at: Location, recordedAt: string): void =>
  changeFolder(set, at.folderId, (folder) => {
    if (at.epoch !== folder.epoch || at.uid > folder.through || folder.backfilled) return;
    folder.placed += 1;
    folder.pace = counted(folder.pace, recordedAt, 1);
  });

const unplace = (set: AccountSet, at: Location): void =>
  changeFolder(set, at.folderId, (folder) => {
    if (at.epoch === folder.epoch && at.uid <= folder.through && !folder.backfilled) folder.placed -= 1;
  });
