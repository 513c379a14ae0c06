import {
  AccountConnected,
  AccountDisconnected,
  type AccountSettings,
  CredentialsRejected,
  CredentialsRenewed,
  type EventLike,
  SettingsChanged,
} from '@mailfold/contracts';
import { observeFolders } from './observe-folders.ts';
import { observeMessages } from './observe-messages.ts';
import { observeThreads } from './observe-threads.ts';
import type { Account, ActionsState } from './state.ts';

type Input = EventLike & { readonly meta: { readonly tenantId: string } };

/** Folds what others said: the account, its folders, where each message lies, which threads there are. */
export const observe = (state: ActionsState, input: Input): void => {
  observeAccount(state, input);
  observeFolders(state, input);
  observeMessages(state, input);
  observeThreads(state, input);
};

const observeAccount = (state: ActionsState, input: Input): void => {
  if (AccountConnected.is(input)) {
    const { tenantId } = input.meta;
    state.account = { tenantId, ownerId: input.data.ownerId, state: 'connected', ...wishes(input.data.settings) };
    state.changed.account = true;
  }
  if (SettingsChanged.is(input)) change(state, wishes(input.data.settings));
  if (CredentialsRejected.is(input)) change(state, { state: 'needs-reauthentication' });
  if (CredentialsRenewed.is(input)) change(state, { state: 'connected' });
  if (AccountDisconnected.is(input)) change(state, { state: 'disconnected' });
};

const wishes = ({ archiveAtProvider, deleteAtProvider, syncReadState }: AccountSettings) => ({
  archiveAtProvider,
  deleteAtProvider,
  syncReadState,
});

const change = (state: ActionsState, to: Partial<Account>): void => {
  if (state.account === undefined) return;
  state.account = { ...state.account, ...to };
  state.changed.account = true;
};
