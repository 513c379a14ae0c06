import type { Migration } from '@mailfold/read-store';

/** The directory as it is now: a fold of the tenant's directory stream. */
export const directoryMigration: Migration = {
  name: 'linking/001-directory',
  sql: `
    create schema if not exists linking;
    create table linking.record (
      tenant uuid not null, id uuid not null, kind text not null, data json not null,
      primary key (tenant, id)
    );
    create table linking.contact_address (
      tenant uuid not null, address text not null, contact uuid not null,
      primary key (tenant, address, contact)
    );
    create index on linking.contact_address (tenant, contact);
    create table linking.deal_contact (
      tenant uuid not null, contact uuid not null, deal uuid not null,
      primary key (tenant, contact, deal)
    );
    create index on linking.deal_contact (tenant, deal);`,
};
