/**
 * A line for each folder and epoch of account $1 of which the ledger knows UIDs. Ranges may have been told twice and overlap: a
 * multirange counts each UID once. `left`: known mail lay there; `goneKept` of them lie nowhere and are kept; `unread`: gone before
 * they could be read. Mail that a narrower scope withdrew is skipped as `out-of-scope`: its identity alone is kept for sure (SCO-2).
 */
export const LINES = `
  with out_of_scope as (
    select message from ingest.message where account = $1 and withdrawn_why = 'out-of-scope'),
  placed as (
    select folder, epoch, (count(*) filter (where status = 'stored' and o.message is null))::int as stored,
      (count(*) filter (where status = 'missing'))::int as missing, array_agg(uid) filter (where status = 'missing') as missing_uids
    from ingest.place left join out_of_scope o using (message) where account = $1 group by folder, epoch),
  quarantined as (
    select folder, epoch, json_agg(json_build_object('reason', code, 'count', n) order by code) as reasons
    from (select folder, epoch, code, count(*)::int as n from ingest.place where account = $1 and status = 'quarantined'
      group by folder, epoch, code) by_code
    group by folder, epoch),
  ruled as (
    select folder, epoch, rule,
      (select sum(upper(one) - lower(one))::int from unnest(range_agg(int8range(first, last + 1))) as one)
        - case when rule <> 'no-contact' then 0 else (select count(*)::int from ingest.place p
            where p.account = $1 and p.folder = s.folder and p.epoch = s.epoch and range_agg(int8range(first, last + 1)) @> p.uid) end as n
    from ingest.skip s where account = $1 group by folder, epoch, rule
    union all select folder, epoch, 'out-of-scope', count(*)::int from ingest.place join out_of_scope using (message)
      where account = $1 and status = 'stored' group by folder, epoch),
  skipped as (
    select folder, epoch, coalesce((sum(n) filter (where rule = 'gone-before-read'))::int, 0) as unread,
      json_agg(json_build_object('reason', rule, 'count', n) order by rule) filter (where rule <> 'gone-before-read') as reasons
    from ruled group by folder, epoch),
  gone as (
    select g.folder, g.epoch, count(*)::int as "left", (count(*) filter (where m.lost_at is not null and not m.withdrawn))::int as kept
    from ingest.gone g left join ingest.message m on m.account = g.account and m.message = g.message
    where g.account = $1 and not exists (
      select 1 from ingest.place p where p.account = g.account and p.folder = g.folder and p.epoch = g.epoch and p.uid = g.uid)
    group by g.folder, g.epoch),
  epochs as (
    select folder, epoch from placed union select folder, epoch from ruled union select folder, epoch from gone
    union select folder, epoch from ingest.folder where account = $1)
  select f.folder as "folderId", f.path, e.epoch, e.epoch = f.epoch as current, f.backfilled, f.parked, f.proof,
    coalesce(p.stored, 0) as stored, coalesce(p.missing, 0) as missing, p.missing_uids as "missingUids",
    coalesce(q.reasons, '[]') as quarantined, coalesce(s.reasons, '[]') as skipped, coalesce(s.unread, 0) as unread,
    coalesce(g."left", 0) as "left", coalesce(g.kept, 0) as "goneKept"
  from ingest.folder f join epochs e on e.folder = f.folder
  left join placed p on p.folder = e.folder and p.epoch = e.epoch
  left join quarantined q on q.folder = e.folder and q.epoch = e.epoch
  left join skipped s on s.folder = e.folder and s.epoch = e.epoch
  left join gone g on g.folder = e.folder and g.epoch = e.epoch
  where f.account = $1 and not f.gone and f.watch <> 'none' order by f.path, f.folder, e.epoch = f.epoch, e.epoch`;
