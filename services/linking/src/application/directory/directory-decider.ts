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
import type { Decider } from '@mailfold/processor';
import type { DirectoryCommand, DirectoryOutcome } from '../../domain/directory/commands.ts';
import { decideDirectory } from '../../domain/directory/decide.ts';
import { evolveDirectory } from '../../domain/directory/evolve.ts';
import type { DirectoryState } from '../../domain/directory/state.ts';
import { loadDirectory, saveDirectory } from './directory-rows.ts';

/** Rows of one key, which `clear` deletes. */
const TABLES = ['linking.record', 'linking.contact_address', 'linking.deal_contact'];

/** `linking.directory`: what the CRM says of its records; key = tenant. */
export const directoryDecider: Decider<DirectoryState, DirectoryCommand, DirectoryOutcome> = {
  name: 'linking.directory',
  context: 'directory',
  reactsTo: [],
  load: (sql, tenantId, { commands, events }) =>
    loadDirectory(sql, tenantId, [...commands.flatMap(({ body }) => touchedBy(body)), ...events.flatMap(touchedIn)]),
  react: () => [],
  decide: (state, { body }) => decideDirectory(state, body),
  evolve: evolveDirectory,
  save: (sql, _key, state) => saveDirectory(sql, state),
  clear: async (sql, key) => {
    for (const table of TABLES) await sql.query(`delete from ${table} where tenant = $1`, [key]);
  },
};

const touchedBy = (command: DirectoryCommand): readonly string[] =>
  command.op === 'merge-contacts' ? [command.survivor, ...command.absorbed] : [command.id];

/** Ids of the records that a directory event is about. */
const touchedIn = (event: EventLike): readonly string[] => {
  if (UserRecorded.is(event)) return [event.data.userId];
  if (ContactRecorded.is(event)) return [event.data.contactId];
  if (OrganisationRecorded.is(event)) return [event.data.organisationId];
  if (DealRecorded.is(event)) return [event.data.dealId];
  if (RecordRemoved.is(event) || AccessChanged.is(event)) return [event.data.id];
  return ContactsMerged.is(event) ? [event.data.survivor, ...event.data.absorbed] : [];
};
