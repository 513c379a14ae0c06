import { DealLinked, DealSuggested, DealUnlinked, fact } from '@mailfold/contracts';
import type { LinkFact } from './contacts.ts';
import { mayViewRecord } from './may-view-record.ts';
import { linked, type LinkedThread, type LinksState } from './state.ts';

const RULE = 'single-open-deal@1';
/** Above this many participants nothing is linked by rule. */
const CROWD = 100;

export interface DealTrigger {
  /** A message was attached or a contact linked; a deal opened later only suggests. */
  readonly mayLink: boolean;
}

/**
 * LNK-2: exactly one open deal among the linked contacts' deals that the owner may see, and mail not older than the deal:
 * linked. Several, or one that was opened later: suggested. A deal that was closed keeps its mail.
 */
export const decideDeal = (state: LinksState, thread: LinkedThread, { mayLink }: DealTrigger): readonly LinkFact[] => {
  const gone = linked(thread, 'deal')
    .filter((link) => (state.directory.deals.get(link.record)?.state ?? 'deleted') === 'deleted')
    .map((link) => unlink(thread, link.record, 'record-removed@1'));
  if (gone.length > 0) return gone;
  if (thread.dealByHand || state.rules?.autoLink !== true || thread.participants.size > CROWD) return [];
  const candidates = openDeals(state, thread);
  const current = linked(thread, 'deal');
  const kept = current.filter((link) => isKept(state, thread, link.record, candidates));
  const withdrawn = current.filter((link) => !kept.includes(link)).map((link) => unlink(thread, link.record, RULE));
  if (kept.length > 1)
    return [
      ...kept.map((link) => unlink(thread, link.record, RULE)),
      ...suggest(
        thread,
        kept.map((link) => link.record),
      ),
    ];
  if (kept.length === 1) return [...withdrawn, ...suggest(thread, [])];
  const [only] = candidates;
  const fits =
    only !== undefined &&
    candidates.length === 1 &&
    thread.newestAt >= (state.directory.deals.get(only)?.openedAt ?? '');
  if (only === undefined || !fits || !mayLink) return [...withdrawn, ...suggest(thread, candidates)];
  const linkedNow = fact(DealLinked, `${thread.id} ${only}`, {
    threadId: thread.id,
    dealId: only,
    why: { rule: RULE, candidates: [...candidates] },
  });
  return [...withdrawn, linkedNow, ...suggest(thread, [])];
};

/** A link by rule stays while its deal is the one candidate, or is closed and still the deal of a linked contact. */
const isKept = (state: LinksState, thread: LinkedThread, dealId: string, candidates: readonly string[]): boolean => {
  const isOpen = state.directory.deals.get(dealId)?.state === 'open';
  if (isOpen) return candidates.length === 1 && candidates[0] === dealId;
  return dealsOfContacts(state, thread).includes(dealId);
};

const openDeals = (state: LinksState, thread: LinkedThread): readonly string[] =>
  dealsOfContacts(state, thread).filter((id) => {
    const deal = state.directory.deals.get(id);
    return (
      deal?.state === 'open' &&
      state.rules !== undefined &&
      mayViewRecord(state.rules.ownerId, state.directory.owner, deal)
    );
  });

const dealsOfContacts = (state: LinksState, thread: LinkedThread): readonly string[] =>
  [...new Set(linked(thread, 'contact').flatMap((link) => state.directory.dealsOf.get(link.record) ?? []))].toSorted();

const unlink = ({ id: threadId }: LinkedThread, dealId: string, rule: string): LinkFact =>
  fact(DealUnlinked, `${threadId} ${dealId}`, { threadId, dealId, why: { rule } });

const suggest = (thread: LinkedThread, candidates: readonly string[]): readonly LinkFact[] =>
  candidates.join() === thread.suggested.join()
    ? []
    : [
        fact(DealSuggested, thread.id, {
          threadId: thread.id,
          candidates: [...candidates],
          why: { rule: RULE, candidates: [...candidates] },
        }),
      ];
