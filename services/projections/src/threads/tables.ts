/** Tables of the view `threads`: mailbox and timelines are queries over them. Rows of a merged thread stand at its root. */
export const tables = `
  create table account (
    account uuid primary key, tenant uuid not null, owner uuid not null, addresses text[] not null
  );
  create index on account (tenant, owner);

  create table folder (
    account uuid not null, folder uuid not null, path text not null, role text not null, gone boolean not null,
    primary key (account, folder)
  );

  -- What is gone keeps its thread and has no root: no index knows it.
  create table message (
    account uuid not null, message uuid not null, thread uuid, root uuid,
    direction text not null, received_at timestamptz not null, sent_at timestamptz, internet_message_id text,
    subject text not null, from_ json not null, to_ json not null, cc json not null, bcc json not null,
    size bigint not null, raw text not null, text text, html text, attachments json not null, attached boolean not null,
    copy_key text not null, text_digest text,
    flags smallint not null, folders uuid[] not null, hidden boolean not null, gone boolean not null, deleted boolean not null,
    -- The API names a message without its account.
    primary key (message, account)
  );
  create index on message (account, root, received_at desc, message desc) where root is not null;

  -- A merged thread is one row for each of its parts; sums, and whether the whole is shared, stand at its root.
  create table thread (
    account uuid not null, thread uuid not null, root uuid not null, parent uuid, absorbed_at bigint, tenant uuid not null, owner uuid not null,
    open boolean not null, decided_at bigint not null, shared boolean not null, shared_at timestamptz, shared_by json,
    archived boolean not null, suggested uuid[] not null,
    subject text not null, newest_at timestamptz, newest_message uuid, oldest_at timestamptz, oldest_message uuid,
    messages integer not null, unread integer not null, attached integer not null, sent integer not null,
    folders uuid[] not null, folder_counts integer[] not null, inbox boolean not null, filed boolean not null,
    primary key (thread, account)
  );
  create index on thread (account, root) where root <> thread;

  create table link (
    account uuid not null, thread uuid not null, kind text not null, record uuid not null, why json not null, at timestamptz not null,
    primary key (account, thread, kind, record)
  );
`;

/** Pages of mailboxes, timelines and drafts. */
export const readersIndexes = `
  create index on message (account, received_at desc, message desc) where direction = 'draft' and not gone;
  create index on thread (account, newest_at desc, thread desc) where root = thread and messages > 0;
  create index on thread (account, newest_at desc, thread desc) where root = thread and inbox and not archived;
  create index on link (record);
`;

/** For the hash that compares a rebuilt view with the live one. */
export const hashed = [
  { table: 'account', key: 'account' },
  { table: 'folder', key: 'account, folder' },
  { table: 'message', key: 'account, message' },
  { table: 'thread', key: 'account, thread' },
  { table: 'link', key: 'account, thread, kind, record' },
] as const;
