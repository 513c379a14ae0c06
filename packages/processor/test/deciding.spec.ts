import { MemoryEventStore, type NewEvent } from '@mailfold/event-store';
import fc from 'fast-check';
import { decideCommands, decideInputs } from '../src/deciding.ts';
import { Company, seen } from './example/mail.ts';
import { tellings, toldTo } from './example/tellings.ts';
import { emptyState, threadsRules } from './example/threads.ts';
import { logOf } from './log.ts';

describe('deciding', () => {
  it('gives the same events with the same ids however the inputs of an account are cut into batches', async () => {
    await fc.assert(
      fc.asyncProperty(tellings, fc.array(fc.integer({ min: 1, max: 5 })), async (all, sizes) => {
        const company = new Company();
        const account = company.account();
        const store = new MemoryEventStore();
        await company.tell(store, ...toldTo([account, account, account], all));
        const inputs = await logOf(store, company.tenantId);
        const state = emptyState();
        const cut: NewEvent[] = [];
        let at = 0;
        for (const size of [...sizes, inputs.length]) {
          cut.push(...decideInputs(threadsRules, state, inputs.slice(at, at + size)));
          at += size;
        }
        expect(cut).toEqual(decideInputs(threadsRules, emptyState(), inputs));
      }),
    );
  });

  it('puts tenant, account, cause, correlation, origin and input position into each event', async () => {
    const company = new Company();
    const account = company.account();
    const store = new MemoryEventStore();
    await company.tell(store, seen(account, 'm1', 'a'));
    const [input] = await logOf(store, company.tenantId);
    if (input === undefined) throw new Error('nothing was told');
    const [event] = decideInputs(threadsRules, emptyState(), [input]);
    expect(event?.meta).toEqual({
      tenantId: company.tenantId,
      accountId: account,
      occurredAt: input.meta.occurredAt,
      causationId: input.id,
      correlationId: input.meta.correlationId,
      origin: 'live',
      inputPosition: input.position,
    });
  });

  it('lets a fact say another cause, time and origin', () => {
    const company = new Company();
    const command = company.command(company.account(), { kind: 'note' });
    const rules = {
      ...threadsRules,
      decide: () => ({
        facts: [
          {
            type: 'threads.Noted.v1',
            subject: 'notes',
            data: {},
            cause: 'uid 7 of INBOX',
            occurredAt: '2020-01-01T00:00:00.000Z',
            origin: 'backfill' as const,
          },
        ],
        outcome: { changed: true, notes: 1 },
      }),
    };
    const [answered] = decideCommands(rules, emptyState(), [command], 40);
    expect(answered?.events[0]?.meta).toMatchObject({
      causationId: 'uid 7 of INBOX',
      occurredAt: '2020-01-01T00:00:00.000Z',
      origin: 'backfill',
      inputPosition: 40,
    });
    const again = decideCommands(rules, emptyState(), [{ ...command, id: 'another' }], 40);
    expect(again[0]?.events[0]?.id).toBe(answered?.events[0]?.id);
  });

  it('leaves the account out where the key is the tenant', () => {
    const company = new Company();
    const command = company.command(company.tenantId, { kind: 'note' });
    const [answered] = decideCommands(threadsRules, emptyState(), [command], 0);
    expect(answered?.events[0]?.meta).not.toHaveProperty('accountId');
  });

  it('refuses two facts of one cause, type and subject', () => {
    const company = new Company();
    const fact = { type: 'threads.Noted.v1', subject: 'notes', data: {} };
    const rules = { ...threadsRules, decide: () => ({ facts: [fact, fact], outcome: { changed: true, notes: 0 } }) };
    const command = company.command(company.account(), { kind: 'note' });
    expect(() => decideCommands(rules, emptyState(), [command], 0)).toThrow('twice for one cause');
  });
});
