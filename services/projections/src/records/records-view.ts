import {
  AccessChanged,
  ContactRecorded,
  ContactsMerged,
  DealRecorded,
  OrganisationRecorded,
  RecordRemoved,
  UserRecorded,
} from '@mailfold/contracts';
import { LINGER_MS, type View } from '@mailfold/processor';
import { emptySet } from './directory-set.ts';
import { fold } from './fold.ts';
import { save } from './save.ts';
import { hashed, tables } from './tables.ts';

const FOLDED = [
  UserRecorded,
  ContactRecorded,
  OrganisationRecorded,
  DealRecorded,
  RecordRemoved,
  ContactsMerged,
  AccessChanged,
];

/** `projections.records`: the CRM's records by name, and who may see each; the visibility rule joins it. */
export const recordsView: View = {
  name: 'records',
  version: 1,
  lingerMs: LINGER_MS,
  handles: FOLDED.map((one) => one.type),
  tables,
  hashed,
  apply: async (sql, events) => {
    const set = emptySet();
    for (const event of events) fold(set, event);
    await save(sql, set);
  },
};
