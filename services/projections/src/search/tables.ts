/**
 * Tables of the view `search`. An index row for each mail costs more than all else together, so 64 mails of an account share one:
 * it says which mails to look at, and looking at their folded text says which match.
 */
export const tables = `
  -- How many documents an account ever had: the number of the next.
  create table account (
    account uuid primary key, tenant uuid not null, documents integer not null
  );
  create index on account (tenant);

  -- \`body\`: folded subject, participants and content, a line each; \`blind\`: folded Bcc, for the owner alone (VIS-5).
  create table document (
    account uuid not null, message uuid not null, seq integer not null, received_at timestamptz not null,
    preview text not null, body text not null, blind text not null,
    primary key (account, message)
  ) with (toast_tuple_target = 8160);
  -- Compressing folded text costs as much as all else that is done to it here.
  alter table document alter body set storage external;
  create index on document (account, seq);
  create index on document (account, received_at desc, message desc);

  -- Documents seq / 64 = segment; made when they are complete, and anew when one of them changes.
  create table segment (
    account uuid not null, segment integer not null, terms integer[] not null,
    primary key (account, segment)
  );
  alter table segment alter terms set storage external;
  create index segment_terms on segment using gin (terms);
`;

/** For the hash that compares a rebuilt view with the live one. */
export const hashed = [
  { table: 'account', key: 'account' },
  { table: 'document', key: 'account, message' },
  { table: 'segment', key: 'account, segment' },
] as const;
