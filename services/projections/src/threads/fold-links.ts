import {
  ContactLinked,
  ContactUnlinked,
  DealLinked,
  DealUnlinked,
  OrganisationLinked,
  OrganisationUnlinked,
  type Why,
} from '@mailfold/contracts';
import type { StoredEvent } from '@mailfold/event-store';
import { decideSharing } from './sharing.ts';
import { type LinkRow, rootOf, type WorkingSet } from './working-set.ts';

const BY_HAND = 'by-hand';
/** VIS-6: only the owner may widen an audience, also before visibility has said so. */
const RECORD_REMOVED = { kind: 'rule', rule: 'record-removed@1', reason: 'record-removed' };

/** Links, each with its why (LNK-5). */
export const foldLinks = (set: WorkingSet, event: StoredEvent): void => {
  const at = event.meta.occurredAt;
  const link = (threadId: string, kind: LinkRow['kind'], record: string, why: Why): void =>
    change(set, threadId, (links) => links.set(`${kind} ${record}`, { kind, record, why, at }));
  const unlink = (threadId: string, kind: LinkRow['kind'], record: string, why: Why): void => {
    change(set, threadId, (links) => links.delete(`${kind} ${record}`));
    if (why.rule !== BY_HAND)
      decideSharing(set, threadId, { open: false, knew: event.position, at, by: RECORD_REMOVED });
  };
  if (ContactLinked.is(event)) link(event.data.threadId, 'contact', event.data.contactId, event.data.why);
  if (ContactUnlinked.is(event)) unlink(event.data.threadId, 'contact', event.data.contactId, event.data.why);
  if (OrganisationLinked.is(event))
    link(event.data.threadId, 'organisation', event.data.organisationId, event.data.why);
  if (OrganisationUnlinked.is(event))
    unlink(event.data.threadId, 'organisation', event.data.organisationId, event.data.why);
  if (DealLinked.is(event)) link(event.data.threadId, 'deal', event.data.dealId, event.data.why);
  if (DealUnlinked.is(event)) unlink(event.data.threadId, 'deal', event.data.dealId, event.data.why);
};

const change = (set: WorkingSet, threadId: string, apply: (links: Map<string, LinkRow>) => unknown): void => {
  const root = rootOf(set, threadId);
  if (root === undefined) return;
  const links = set.links.get(root.id) ?? new Map<string, LinkRow>();
  set.links.set(root.id, links);
  apply(links);
  set.changed.links.add(root.id);
};
