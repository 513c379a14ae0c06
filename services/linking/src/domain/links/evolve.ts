import {
  ContactLinked,
  ContactUnlinked,
  DealLinked,
  DealSuggested,
  DealUnlinked,
  type EventLike,
  LinkingSettingsChanged,
  OrganisationLinked,
  OrganisationUnlinked,
  type Why,
} from '@mailfold/contracts';
import { type LinkKind, linkKey, type LinksState, rootOf } from './state.ts';

export const BY_HAND = 'by-hand';

/** Folds one event of the linking stream. */
export const evolve = (state: LinksState, own: EventLike): void => {
  if (ContactLinked.is(own)) link(state, own.data.threadId, 'contact', own.data.contactId, own.data.why);
  if (ContactUnlinked.is(own)) unlink(state, own.data.threadId, 'contact', own.data.contactId, own.data.why);
  if (OrganisationLinked.is(own)) link(state, own.data.threadId, 'organisation', own.data.organisationId, own.data.why);
  if (OrganisationUnlinked.is(own))
    unlink(state, own.data.threadId, 'organisation', own.data.organisationId, own.data.why);
  if (DealLinked.is(own)) link(state, own.data.threadId, 'deal', own.data.dealId, own.data.why);
  if (DealUnlinked.is(own)) unlink(state, own.data.threadId, 'deal', own.data.dealId, own.data.why);
  if (LinkingSettingsChanged.is(own)) {
    state.announcedAutoLink = own.data.autoLink;
    state.changed.rules = true;
  }
  if (DealSuggested.is(own)) {
    const root = rootOf(state, own.data.threadId);
    if (root === undefined) return;
    root.suggested = own.data.candidates;
    state.changed.threads.add(root.id);
  }
};

const link = (state: LinksState, threadId: string, kind: LinkKind, record: string, why: Why): void => {
  const root = rootOf(state, threadId);
  if (root === undefined) return;
  const byHand = why.rule === BY_HAND;
  root.links.set(linkKey(kind, record), { kind, record, why, byHand, barred: false });
  if (kind === 'deal' && byHand) root.dealByHand = true;
  state.changed.threads.add(root.id);
};

const unlink = (state: LinksState, threadId: string, kind: LinkKind, record: string, why: Why): void => {
  const root = rootOf(state, threadId);
  if (root === undefined) return;
  const byHand = why.rule === BY_HAND;
  if (byHand && kind === 'contact') root.links.set(linkKey(kind, record), { kind, record, why, byHand, barred: true });
  else root.links.delete(linkKey(kind, record));
  if (kind === 'deal' && byHand) root.dealByHand = true;
  state.changed.threads.add(root.id);
};
