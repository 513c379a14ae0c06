import {
  AccessChanged,
  ContactRecorded,
  ContactsMerged,
  DealRecorded,
  type EventLike,
  OrganisationRecorded,
  RecordRemoved,
  UserRecorded,
} from '@mailfold/contracts';
import type { DirectoryRecord, DirectoryState } from './state.ts';

/** Folds one event of the directory stream. */
export const evolveDirectory = (state: DirectoryState, own: EventLike): void => {
  if (UserRecorded.is(own)) put(state, own.data.userId, { kind: 'user', data: own.data });
  if (ContactRecorded.is(own)) put(state, own.data.contactId, { kind: 'contact', data: own.data });
  if (OrganisationRecorded.is(own)) put(state, own.data.organisationId, { kind: 'organisation', data: own.data });
  if (DealRecorded.is(own)) put(state, own.data.dealId, { kind: 'deal', data: own.data });
  if (RecordRemoved.is(own)) remove(state, own.data.id);
  if (ContactsMerged.is(own)) merge(state, own.data.survivor, own.data.absorbed);
  if (AccessChanged.is(own)) {
    const known = state.records.get(own.data.id);
    if (known === undefined || known.kind === 'user') return;
    put(state, own.data.id, withAccess(known, own.data.visibleTo));
  }
};

type Guarded = Exclude<DirectoryRecord, { kind: 'user' }>;

const withAccess = (record: Guarded, visibleTo: Guarded['data']['visibleTo']): DirectoryRecord => {
  switch (record.kind) {
    case 'contact':
      return { kind: 'contact', data: { ...record.data, visibleTo } };
    case 'organisation':
      return { kind: 'organisation', data: { ...record.data, visibleTo } };
    case 'deal':
      return { kind: 'deal', data: { ...record.data, visibleTo } };
  }
};

const put = (state: DirectoryState, id: string, record: DirectoryRecord): void => {
  state.records.set(id, record);
  state.changed.records.add(id);
  state.changed.removed.delete(id);
};

const remove = (state: DirectoryState, id: string): void => {
  state.records.delete(id);
  state.changed.records.delete(id);
  state.changed.removed.add(id);
};

/** The survivor takes over the addresses; deals of the absorbed are the survivor's. */
const merge = (state: DirectoryState, survivorId: string, absorbed: readonly string[]): void => {
  const survivor = state.records.get(survivorId);
  if (survivor?.kind !== 'contact') return;
  const addresses = absorbed.flatMap((id) => {
    const one = state.records.get(id);
    return one?.kind === 'contact' ? one.data.addresses : [];
  });
  put(state, survivorId, {
    kind: 'contact',
    data: { ...survivor.data, addresses: [...new Set([...survivor.data.addresses, ...addresses])] },
  });
  for (const id of absorbed) remove(state, id);
  state.changed.merges.push({ survivor: survivorId, absorbed });
};
