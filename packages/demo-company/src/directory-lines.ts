import type { ContactRecord, DealRecord, OrganisationRecord, UserRecord } from './records.ts';

interface Records {
  readonly users: readonly UserRecord[];
  readonly organisations: readonly OrganisationRecord[];
  readonly contacts: readonly ContactRecord[];
  readonly deals: readonly DealRecord[];
}

/** A line of `POST /v1/directory/batch`. */
export type DirectoryLine = { readonly op: string; readonly id: string } & Readonly<Record<string, unknown>>;

const lineOf =
  (op: string) =>
  ({ externalId, ...body }: { readonly externalId: string }): DirectoryLine => ({ op, id: externalId, ...body });

/** The records as the API takes them, those that others name first. */
export const directoryLines = ({ users, organisations, contacts, deals }: Records): readonly DirectoryLine[] => [
  ...users.map(lineOf('user')),
  ...organisations.map(lineOf('organisation')),
  ...contacts.map(lineOf('contact')),
  ...deals.map(lineOf('deal')),
];
