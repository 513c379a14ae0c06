import type { Migration } from '@mailfold/read-store';

/** Who is alive, and who holds what until when; by the clock of the database. */
export const leaseMigrations: readonly Migration[] = [
  {
    name: 'leases/001-leases',
    sql: `
      create schema if not exists leases;
      create table leases.member (pool text not null, member uuid not null, until timestamptz not null, primary key (pool, member));
      create table leases.lease (
        pool text not null,
        resource text not null,
        holder uuid not null,
        until timestamptz not null,
        primary key (pool, resource)
      );`,
  },
  {
    name: 'leases/002-fences',
    sql: `
      create sequence leases.fence;
      alter table leases.lease add column fence bigint not null default nextval('leases.fence');`,
  },
];
