/** `r` is a row of `records.record`, `viewer` the placeholder of the viewer's id. */
export const mayViewRecord = (viewer: string): string => `(
  r.everyone or r.owner = ${viewer}
  or exists (select 1 from records.access a where a.tenant = r.tenant and a.record = r.id and a.usr = ${viewer}))`;

/**
 * VIS-2, the one rule that every surface joins: `t` is a row of `threads.thread`, `viewer` the placeholder of the viewer's id.
 * The owner always; a colleague if the thread is shared, linked to a deal or contact, and every record that it is linked to may be
 * seen. Records that the directory does not have may be seen by nobody.
 */
export const mayView = (viewer: string): string => `(
  t.owner = ${viewer}
  or (
    t.shared
    and exists (select 1 from threads.link l where l.account = t.account and l.thread = t.thread and l.kind in ('deal', 'contact'))
    and not exists (
      select 1 from threads.link l
       where l.account = t.account and l.thread = t.thread
         and not exists (
           select 1 from records.record r
            where r.tenant = t.tenant and r.id = l.record and ${mayViewRecord(viewer)}))
  )
)`;
