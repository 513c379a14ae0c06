import { AccountRecovered, CredentialsRejected } from '@mailfold/contracts';
import { EventBuilder } from '../src/event-builder.ts';
import { countingIds, HandClock } from '../src/repeatable.ts';

describe('the event builder', () => {
  it('makes the next event of a stream and of the store', () => {
    const mail = new EventBuilder();
    const { accountId, tenantId } = mail;
    const [first, second] = [1, 2].map(() => mail.stored(AccountRecovered, { accountId }));
    expect(first).toMatchObject({ stream: `account-${accountId}`, revision: 0, meta: { accountId, tenantId } });
    expect(second).toMatchObject({ revision: 1 });
    expect(second?.position).toBeGreaterThan(first?.position ?? 0);
    expect(second?.id).not.toBe(first?.id);
  });

  it('makes the same ids in every run', () => {
    const made = () => {
      const mail = new EventBuilder();
      return [mail.stored(AccountRecovered, { accountId: mail.accountId }).id, mail.command('x').id];
    };
    expect(made()).toEqual(made());
  });

  it('refuses data that is not what the definition says', () => {
    const mail = new EventBuilder();
    expect(() => mail.stored(CredentialsRejected, { accountId: 'none', reason: '' })).toThrow(/invalid/i);
  });

  it('takes what is to be different', () => {
    const mail = new EventBuilder();
    const data = { accountId: mail.accountId };
    const event = mail.stored(AccountRecovered, data, { position: 7, meta: { origin: 'backfill' } });
    expect(event).toMatchObject({ position: 7, meta: { origin: 'backfill', tenantId: mail.tenantId } });
  });
});

describe('what repeats', () => {
  it('counts ids and moves time by hand', () => {
    const [one, other] = [countingIds(), countingIds()];
    expect([one.next(), one.next()]).toEqual([other.next(), other.next()]);
    const clock = new HandClock('2026-11-02T09:00:00.000Z');
    clock.advance(1_500);
    expect(clock.now().toISOString()).toBe('2026-11-02T09:00:01.500Z');
  });
});
