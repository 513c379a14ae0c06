import type { Location, ProviderChange } from '@mailfold/contracts';
import type { Account, ActionsState, Follows, Message, MessagePlaces } from './state.ts';

/** Whether the owner wants this change at the provider too (WBK-3). */
export const isWanted = (account: Account, change: ProviderChange): boolean => {
  switch (change) {
    case 'archive':
    case 'unarchive':
      return account.archiveAtProvider;
    case 'delete':
      return account.deleteAtProvider;
    case 'read':
    case 'unread':
      return account.syncReadState;
  }
};

export const followsOf = (account: Account, change: ProviderChange, places: readonly MessagePlaces[]): Follows => {
  if (!isWanted(account, change)) return 'setting-off';
  if (account.state !== 'connected') return account.state;
  return places.length === 0 ? 'nothing-there' : 'requested';
};

/** Exactly where the provider is to be asked about these messages, as far as is known at this moment. */
export const placesFor = (state: ActionsState, change: ProviderChange, messages: readonly Message[]): MessagePlaces[] =>
  messages.flatMap((message) => {
    const locations = message.locations.filter((one) => concerns(state, change, message, one));
    return locations.length === 0 ? [] : [{ messageId: message.id, locations }];
  });

const concerns = (state: ActionsState, change: ProviderChange, message: Message, location: Location): boolean => {
  const folder = state.folders.get(location.folderId);
  if (folder === undefined || folder.gone || folder.epoch !== location.epoch) return false;
  switch (change) {
    case 'archive':
      return folder.role === 'inbox';
    case 'unarchive':
      // Not out of Gmail's All Mail: who leaves that leaves every label.
      return folder.role === 'archive' && belongsInInbox(state, message);
    case 'delete':
      return folder.role !== 'trash';
    case 'read':
    case 'unread':
      return true;
  }
};

const belongsInInbox = (state: ActionsState, { direction, locations }: Message): boolean =>
  direction === 'received' && !locations.some((one) => state.folders.get(one.folderId)?.role === 'inbox');
