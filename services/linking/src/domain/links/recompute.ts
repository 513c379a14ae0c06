import type { EventLike } from '@mailfold/contracts';
import { decideContacts, decideOrganisations, type LinkFact } from './contacts.ts';
import { decideDeal } from './deals.ts';
import { evolve } from './evolve.ts';
import type { LinkedThread, LinksState } from './state.ts';

/**
 * Links by rule follow from participants, directory and people's decisions alone; what changed becomes facts. Each step is
 * folded before the next looks.
 */
export const recompute = (
  state: LinksState,
  thread: LinkedThread,
  trigger: { readonly mayLink: boolean },
): readonly LinkFact[] => {
  const fold = (facts: readonly (LinkFact & EventLike)[]): readonly LinkFact[] => {
    for (const one of facts) evolve(state, one);
    return facts;
  };
  const contacts = fold(decideContacts(state, thread));
  const organisations = fold(decideOrganisations(state, thread));
  const grew = contacts.some((one) => one.type.startsWith('linking.ContactLinked'));
  const deal = fold(decideDeal(state, thread, { mayLink: trigger.mayLink || grew }));
  return [...contacts, ...organisations, ...deal];
};
