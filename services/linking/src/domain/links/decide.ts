import { ContactLinked, ContactUnlinked, DealLinked, DealUnlinked, fact, ReferenceChanged } from '@mailfold/contracts';
import type { LinkCommand, LinkOutcome } from './commands.ts';
import type { LinkFact } from './contacts.ts';
import { decideOrganisations } from './contacts.ts';
import { BY_HAND, evolve } from './evolve.ts';
import { mayViewRecord } from './may-view-record.ts';
import { recompute } from './recompute.ts';
import { linked, type LinkedThread, linkKey, type LinksState, rootOf } from './state.ts';

export interface LinkDecision {
  readonly facts: readonly LinkFact[];
  readonly outcome: LinkOutcome;
}

export const decide = (state: LinksState, command: LinkCommand): LinkDecision => {
  if (command.kind === 'reference-changed') return referenceChanged(state, command.records);
  const thread = rootOf(state, command.threadId);
  if (thread === undefined) return { facts: [], outcome: 'not-found' };
  switch (command.kind) {
    case 'link-deal':
      return linkDeal(state, thread, command.dealId, command.by);
    case 'unlink-deal':
      return done(unlinkDeals(thread, command.by, undefined));
    case 'link-contact':
      return linkContact(state, thread, command.contactId, command.by);
    case 'unlink-contact':
      return unlinkContact(state, thread, command.contactId, command.by);
  }
};

const done = (facts: readonly LinkFact[]): LinkDecision => ({
  facts,
  outcome: facts.length > 0 ? 'done' : 'already-so',
});

/** LNK-4: from here on the links are those that the directory as it is now gives. */
const referenceChanged = (state: LinksState, records: LinksReference): LinkDecision => {
  const changed = fact(ReferenceChanged, state.accountId, { records: [...records] });
  const roots = [...state.threads.values()].filter((thread) => thread.root === thread.id);
  return done([changed, ...roots.flatMap((thread) => recompute(state, thread, { mayLink: false }))]);
};

type LinksReference = Extract<LinkCommand, { kind: 'reference-changed' }>['records'];

const linkDeal = (state: LinksState, thread: LinkedThread, dealId: string, by: string): LinkDecision => {
  const deal = state.directory.deals.get(dealId);
  if (deal === undefined || deal.state === 'deleted' || !mayViewRecord(by, state.directory.owner, deal)) {
    return { facts: [], outcome: 'not-found' };
  }
  if (thread.links.get(linkKey('deal', dealId))?.byHand === true) return done([]);
  const why = { rule: BY_HAND, by };
  return done([
    ...unlinkDeals(thread, by, dealId),
    fact(DealLinked, `${thread.id} ${dealId}`, { threadId: thread.id, dealId, why }),
  ]);
};

const unlinkDeals = (thread: LinkedThread, by: string, keep: string | undefined): readonly LinkFact[] =>
  linked(thread, 'deal')
    .filter((link) => link.record !== keep)
    .map(({ record: dealId }) =>
      fact(DealUnlinked, `${thread.id} ${dealId}`, { threadId: thread.id, dealId, why: { rule: BY_HAND, by } }),
    );

const linkContact = (state: LinksState, thread: LinkedThread, contactId: string, by: string): LinkDecision => {
  const contact = state.directory.contacts.get(contactId);
  if (contact === undefined || !mayViewRecord(by, state.directory.owner, contact))
    return { facts: [], outcome: 'not-found' };
  const known = thread.links.get(linkKey('contact', contactId));
  if (known?.byHand === true && !known.barred) return done([]);
  const made = fact(ContactLinked, `${thread.id} ${contactId}`, {
    threadId: thread.id,
    contactId,
    why: { rule: BY_HAND, by },
  });
  return done([made, ...withOrganisations(state, thread, made)]);
};

const unlinkContact = (state: LinksState, thread: LinkedThread, contactId: string, by: string): LinkDecision => {
  const known = thread.links.get(linkKey('contact', contactId));
  if (known === undefined || known.barred) return done([]);
  const made = fact(ContactUnlinked, `${thread.id} ${contactId}`, {
    threadId: thread.id,
    contactId,
    why: { rule: BY_HAND, by },
  });
  return done([made, ...withOrganisations(state, thread, made)]);
};

const withOrganisations = (state: LinksState, thread: LinkedThread, made: LinkFact): readonly LinkFact[] => {
  evolve(state, made);
  return decideOrganisations(state, thread);
};
