/** Tables of the view `records`: the directory as readers need it, with groups expanded to users. */
export const tables = `
  -- Who may see it: everyone, or the owner with those named by \`users\` or \`groups\`.
  create table record (
    tenant uuid not null, id uuid not null, kind text not null, external_id text not null, name text not null,
    state text, opened_at timestamptz, organisation uuid, owner uuid,
    everyone boolean not null, users uuid[] not null, groups text[] not null,
    primary key (tenant, id)
  );
  create index on record (tenant, kind, external_id);
  create index on record (tenant) where groups <> '{}';

  create table usr (
    tenant uuid not null, id uuid not null, external_id text not null, name text not null, groups text[] not null,
    primary key (tenant, id)
  );
  create index on usr (tenant, external_id);

  -- Users who may see a record that not everyone may see: named, or through a group.
  create table access (
    tenant uuid not null, record uuid not null, usr uuid not null,
    primary key (tenant, record, usr)
  );
  create index on access (tenant, usr);
`;

/** For the hash that compares a rebuilt view with the live one. */
export const hashed = [
  { table: 'record', key: 'tenant, id' },
  { table: 'usr', key: 'tenant, id' },
  { table: 'access', key: 'tenant, record, usr' },
] as const;
