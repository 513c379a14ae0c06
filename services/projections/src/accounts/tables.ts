/** Tables of the view `accounts`: what is known of each account's sync, folder by folder. */
export const tables = `
  create table account (
    account uuid primary key, tenant uuid not null, owner uuid not null, address text not null, aliases json not null,
    provider text not null, settings json not null, scope json not null, start json not null, connected_at timestamptz not null,
    -- connected, needs re-authentication or disconnected
    connection text not null,
    -- What the provider said when it refused the login, or did not answer.
    rejected json, unreachable json, throttled json,
    -- Whether the ledger was proved complete; null while what was proved no longer holds or nothing was.
    proved boolean,
    -- When it was last proved complete, whether that holds or not.
    proved_at timestamptz,
    state text not null, missing integer not null,
    messages integer not null
  );
  create index on account (tenant, connected_at, account);

  create table folder (
    account uuid not null, folder uuid not null, path text not null, role text not null, watch text not null, epoch bigint not null,
    gone boolean not null, parked json,
    -- History is the UIDs up to \`through\`; \`placed\` of its \`total\` mails are stored or quarantined.
    through bigint not null, total integer not null, placed integer not null, backfilled boolean not null,
    missing integer not null, missing_why json,
    -- Mails by second of the log, of the last seconds in which some came: [[second since 1970, count], …].
    pace json not null,
    primary key (account, folder)
  );

  -- UIDs that a rule keeps out. A backfill that was cut may tell of the same ones again.
  create table skip (
    account uuid not null, folder uuid not null, epoch bigint not null, first bigint not null, last bigint not null,
    rule text not null,
    primary key (account, folder, epoch, first, last, rule)
  );

  create table quarantine (
    account uuid not null, folder uuid not null, epoch bigint not null, uid bigint not null,
    code text not null, reason text not null, size bigint not null, kept boolean not null, reader text not null, at timestamptz not null,
    primary key (account, folder, epoch, uid)
  );
  create index on quarantine (account, at desc);
`;

/** For the hash that compares a rebuilt view with the live one. */
export const hashed = [
  { table: 'account', key: 'account' },
  { table: 'folder', key: 'account, folder' },
  { table: 'skip', key: 'account, folder, epoch, first, last, rule' },
  { table: 'quarantine', key: 'account, folder, epoch, uid' },
] as const;
