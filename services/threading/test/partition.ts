import type { StoredEvent } from '@mailfold/event-store';
import { causeOfInput, eventOf } from '@mailfold/processor';
import { EventBuilder } from '@mailfold/testing';
import { emptyState, rootOf, type ThreadingState } from '../src/domain/state.ts';
import { threadingRules } from '../src/domain/threading-rules.ts';
import { connected, type Mail, messageIdOf, observed } from './mails.ts';

/** Threads these mails in the given order. @returns the names of the mails of each thread, sorted */
export const partitionOf = (mails: readonly Mail[], companyDomains?: readonly string[]): readonly string[] => {
  const events = new EventBuilder();
  const state = emptyState(events.accountId);
  decide(state, connected(events, companyDomains));
  for (const mail of mails) decide(state, observed(events, mail));
  const threads = new Map<string, string[]>();
  for (const { name } of mails) {
    const thread = state.messages.get(messageIdOf(name))?.thread;
    const root = thread === undefined ? `none ${name}` : (rootOf(state, thread)?.id ?? '');
    threads.set(root, [...new Set([...(threads.get(root) ?? []), name])]);
  }
  return [...threads.values()].map((names) => names.toSorted().join(' ')).toSorted();
};

const decide = (state: ThreadingState, input: StoredEvent): void => {
  threadingRules.observe(state, input);
  for (const fact of threadingRules.react(state, input)) {
    threadingRules.evolve(state, eventOf(threadingRules.name, fact, causeOfInput(input)));
  }
};
