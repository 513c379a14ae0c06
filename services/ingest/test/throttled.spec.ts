import {
  AccountConnected,
  AccountDisconnected,
  AccountRecovered,
  AccountThrottled,
  AccountUnreachable,
  fact,
} from '@mailfold/contracts';
import { EventBuilder, scenarios } from '@mailfold/testing';
import { accountsDecider } from '../src/application/accounts-decider.ts';
import type { AccountCommand } from '../src/domain/account/commands.ts';

const at = (time: string): string => `2026-11-02T${time}.000Z`;
const events = new EventBuilder();
const { accountId, tenantId } = events;
const given = scenarios(accountsDecider, () => ({ accountId, tenantId, account: undefined, changed: false }));

const connected = fact(AccountConnected, accountId, {
  accountId,
  ownerId: accountId,
  address: 'ann@example.com',
  aliases: [],
  companyDomains: [],
  hashKey: 'a2V5',
  provider: 'imap',
  threadingPolicy: 'subject-participants@1',
  settings: {
    archiveAtProvider: false,
    deleteAtProvider: false,
    syncReadState: true,
    removeWhenDeletedAtProvider: false,
    defaultVisibility: 'private',
    autoLink: true,
  },
  scope: { kind: 'all' },
  start: { kind: 'since' },
});
const reason = '[THROTTLED] Try later.';
const told = (until: string) => fact(AccountThrottled, accountId, { accountId, reason, until });
const recovered = fact(AccountRecovered, accountId, { accountId });
const unreachable = fact(AccountUnreachable, accountId, { accountId, reason: 'No route.', since: at('09:00:00') });
const says = (body: AccountCommand) => events.command(body);
const throttled = (until: string) => says({ kind: 'throttled', reason, until });

describe('a provider that asks us to wait (S18)', () => {
  it('is told of once', () => {
    given(connected)
      .when(throttled(at('10:15:00')))
      .thenFacts(told(at('10:15:00')));
  });

  it('is no news while the end is about the same', () => {
    const known = given(connected, told(at('10:15:00')));
    known.when(throttled(at('10:16:00'))).thenNothing();
    known.when(throttled(at('10:14:00'))).thenNothing();
  });

  it('is told of anew when the end moves by more than a minute', () => {
    given(connected, told(at('10:15:00')))
      .when(throttled(at('10:16:01')))
      .thenFacts(told(at('10:16:01')));
  });

  it('is over when mail comes again, and may begin anew', () => {
    const known = given(connected, told(at('10:15:00')));
    known.when(says({ kind: 'recovered' })).thenFacts(recovered);
    known.when(throttled(at('10:15:00'))).thenFacts(told(at('10:15:00')));
  });

  it('does answer: what was unreachable is no more, and may be again', () => {
    const away = { kind: 'unreachable', reason: 'No route.', since: at('09:00:00'), side: 'provider' } as const;
    given(connected, unreachable, told(at('10:15:00')))
      .when(says(away))
      .thenFacts({ type: AccountUnreachable.type, data: expect.objectContaining({ reason: 'No route.' }) });
  });

  it('is nobody’s business once the account is disconnected', () => {
    given(connected, fact(AccountDisconnected, accountId, { accountId }))
      .when(throttled(at('10:15:00')))
      .thenNothing();
  });
});
