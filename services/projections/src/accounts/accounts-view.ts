import {
  AccountConnected,
  AccountDisconnected,
  AccountReconciled,
  AccountRecovered,
  AccountThrottled,
  AccountUnreachable,
  BackfillCompleted,
  BackfillStarted,
  CredentialsRejected,
  CredentialsRenewed,
  FolderDiscovered,
  FolderGone,
  FolderParked,
  FolderRenamed,
  FolderRenumbered,
  FolderResumed,
  FolderWatchChanged,
  MailMissing,
  MessageMoved,
  MessageObserved,
  MessageQuarantined,
  MessageReleased,
  MessageRestored,
  MessageSkipped,
  MessageWithdrawn,
  ScopeChanged,
  SettingsChanged,
  SkipsLifted,
} from '@mailfold/contracts';
import { LINGER_MS, type View } from '@mailfold/processor';
import { foldAccount } from './fold-account.ts';
import { foldFolders } from './fold-folders.ts';
import { foldMail } from './fold-mail.ts';
import { load } from './load.ts';
import { save } from './save.ts';
import { keepStates } from './state.ts';
import { hashed, tables } from './tables.ts';

const FOLDED = [
  AccountConnected,
  AccountDisconnected,
  AccountReconciled,
  AccountRecovered,
  AccountThrottled,
  AccountUnreachable,
  BackfillCompleted,
  BackfillStarted,
  CredentialsRejected,
  CredentialsRenewed,
  FolderDiscovered,
  FolderGone,
  FolderParked,
  FolderRenamed,
  FolderRenumbered,
  FolderResumed,
  FolderWatchChanged,
  MailMissing,
  MessageMoved,
  MessageObserved,
  MessageQuarantined,
  MessageReleased,
  MessageRestored,
  MessageSkipped,
  MessageWithdrawn,
  ScopeChanged,
  SettingsChanged,
  SkipsLifted,
];

/** `projections.accounts`: state, progress and what went wrong of each account (VIEW-3). */
export const accountsView: View = {
  name: 'accounts',
  version: 4,
  lingerMs: LINGER_MS,
  handles: FOLDED.map((one) => one.type),
  tables,
  hashed,
  apply: async (sql, events) => {
    const set = await load(sql, events);
    for (const event of events) {
      foldAccount(set, event);
      foldFolders(set, event);
      foldMail(set, event);
    }
    keepStates(set);
    await save(sql, set);
  },
};
