import {
  AccessChanged,
  ContactRecorded,
  ContactsMerged,
  DealRecorded,
  fact,
  OrganisationRecorded,
  RecordRemoved,
  UserRecorded,
} from '@mailfold/contracts';
import type { DirectoryCommand, DirectoryOutcome } from './commands.ts';
import type { DirectoryRecord, DirectoryState } from './state.ts';

interface DirectoryDecision {
  readonly facts: readonly { readonly type: string; readonly subject: string; readonly data: unknown }[];
  readonly outcome: DirectoryOutcome;
}

const alreadySo: DirectoryDecision = { facts: [], outcome: 'already-so' };

export const decideDirectory = (state: DirectoryState, command: DirectoryCommand): DirectoryDecision => {
  switch (command.op) {
    case 'record': {
      const known = state.records.get(command.id);
      if (known !== undefined && sameJson(known, command.record)) return alreadySo;
      return { facts: [recorded(command.id, command.record)], outcome: 'recorded' };
    }
    case 'remove': {
      const { kind, id } = command;
      if (state.records.get(id)?.kind !== kind) return alreadySo;
      return { facts: [fact(RecordRemoved, id, { kind, id })], outcome: 'removed' };
    }
    case 'merge-contacts': {
      const { survivor } = command;
      const absorbed = command.absorbed.filter((id) => id !== survivor && state.records.get(id)?.kind === 'contact');
      if (absorbed.length === 0 || state.records.get(survivor)?.kind !== 'contact') return alreadySo;
      return { facts: [fact(ContactsMerged, survivor, { survivor, absorbed })], outcome: 'recorded' };
    }
    case 'access': {
      const { kind, id, visibleTo } = command;
      const known = state.records.get(id);
      if (known === undefined || known.kind !== kind || known.kind === 'user') return alreadySo;
      if (sameJson(known.data.visibleTo, visibleTo)) return alreadySo;
      return { facts: [fact(AccessChanged, id, { kind, id, visibleTo })], outcome: 'recorded' };
    }
  }
};

const recorded = (id: string, record: DirectoryRecord) => {
  switch (record.kind) {
    case 'user':
      return fact(UserRecorded, id, record.data);
    case 'contact':
      return fact(ContactRecorded, id, record.data);
    case 'organisation':
      return fact(OrganisationRecorded, id, record.data);
    case 'deal':
      return fact(DealRecorded, id, record.data);
  }
};

/** Equal whatever the order of the keys: rows give them back as they like. */
const sameJson = (a: unknown, b: unknown): boolean => canonical(a) === canonical(b);

const canonical = (value: unknown): string =>
  JSON.stringify(value, (_key, one: unknown) =>
    typeof one === 'object' && one !== null && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : one,
  );
