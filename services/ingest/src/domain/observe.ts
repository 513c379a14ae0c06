import { AccountConnected, type EventLike, ScopeChanged, ScreeningChanged, SettingsChanged } from '@mailfold/contracts';
import { rulesOf, startOf } from './mailbox-rules.ts';
import { isForContacts } from './screening.ts';
import type { MailboxState } from './state.ts';

/** Folds what the account's owner chose. */
export const observe = (
  state: MailboxState,
  input: EventLike & { readonly meta: { readonly occurredAt: string } },
): void => {
  const { rules } = state;
  if (AccountConnected.is(input)) {
    const kept = rules?.blocked === undefined ? {} : { blocked: rules.blocked };
    state.rules = { ...rulesOf(input.data, rules?.connectedAt ?? input.meta.occurredAt), ...kept };
  }
  if (SettingsChanged.is(input) && rules !== undefined) state.rules = { ...rules, settings: input.data.settings };
  if (ScopeChanged.is(input) && rules !== undefined) {
    state.rules = { ...rules, scope: input.data.scope, start: input.data.start };
    state.startsEarlier = (startOf(input.data.start) ?? '') < (startOf(rules.start) ?? '');
  }
  if (ScreeningChanged.is(input) && rules !== undefined) {
    const { list, accountId: _, version: _version, ...screening } = input.data;
    state.rules = { ...rules, blocked: { ...rules.blocked, [list]: screening } };
    state.takesAll = rules.blocked?.tenant?.contactsOnly === true && !isForContacts(state.rules);
  }
  state.changed.rules = true;
};
