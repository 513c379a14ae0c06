import { createHash } from 'node:crypto';
import { demoCompany, directoryLines } from '../src/index.ts';

const now = new Date('2026-11-23T10:20:30Z');
const company = demoCompany({ now });
const mailbox = [...company.mailbox];

const hashOf = (mails: typeof mailbox): string => {
  const hash = createHash('sha256');
  for (const { folder, flags, internalDate, raw } of mails)
    hash.update(JSON.stringify([folder, flags, internalDate])).update(raw);
  return hash.digest('hex');
};

const headOf = (raw: Buffer): string => raw.subarray(0, raw.indexOf('\r\n\r\n')).toString();

describe('the demo company', () => {
  it('has 40 contacts, 12 organisations, 15 deals and 3 users', () => {
    const { contacts, organisations, deals, users } = company;
    expect([contacts.length, organisations.length, deals.length, users.length]).toEqual([40, 12, 15, 3]);
  });

  it('has about 300 mails', () => {
    expect(mailbox.length).toBeGreaterThanOrEqual(290);
    expect(mailbox.length).toBeLessThanOrEqual(350);
  });

  it('gives the same bytes for any moment of a day', () => {
    const later = demoCompany({ now: new Date('2026-11-23T23:59:59Z') });
    expect(hashOf([...later.mailbox])).toBe(hashOf(mailbox));
  });

  it('holds nothing from the future and nothing older than fifteen months', () => {
    const dates = mailbox.map(({ internalDate }) => internalDate.getTime());
    expect(Math.max(...dates)).toBeLessThan(Date.parse('2026-11-23T00:00:00Z'));
    expect(Math.min(...dates)).toBeGreaterThan(Date.parse('2025-08-23T00:00:00Z'));
  });

  it('looks fresh on every day of the week', () => {
    const days = [23, 24, 25, 26, 27, 28, 29].map((day) => `2026-11-${day}T00:00:00Z`);
    const stale = days.filter((day) => {
      const mails = [...demoCompany({ now: new Date(day) }).mailbox];
      const newest = Math.max(...mails.map(({ internalDate }) => internalDate.getTime()));
      return newest >= Date.parse(day) || newest < Date.parse(day) - 4 * 86_400_000;
    });
    expect(stale).toEqual([]);
  });

  it('puts mail into every folder that it names but the parent of projects', () => {
    const used = new Set(mailbox.map(({ folder }) => folder));
    const named = company.folders.map(({ path }) => path).filter((path) => path !== 'Projects');
    expect([...used].toSorted()).toEqual(named.toSorted());
  });

  it('sends every mail to or from the owner of the mailbox', () => {
    const strange = mailbox.filter(
      ({ raw, folder }) => folder !== 'Junk' && !headOf(raw).includes('aiko.tanaka@kumoi.example'),
    );
    expect(strange.map(({ raw }) => headOf(raw))).toEqual([]);
  });

  it('names only records that exist', () => {
    const contacts = new Set(company.contacts.map(({ externalId }) => externalId));
    const organisations = new Set(company.organisations.map(({ externalId }) => externalId));
    const lost = company.deals.filter(
      (deal) => !organisations.has(deal.organisationId) || deal.contactIds.some((contact) => !contacts.has(contact)),
    );
    expect(lost).toEqual([]);
  });

  it('gives its records as lines of a batch, those that others name first', () => {
    const lines = directoryLines(company);
    expect(lines.length).toBe(70);
    expect(lines.at(-1)).toMatchObject({ op: 'deal', id: 'brueckner-oem', visibleTo: { users: ['aiko'] } });
  });

  it('has contacts on one open deal, on several and on none', () => {
    const open = company.deals.filter(({ state }) => state === 'open');
    const counts = company.contacts.map(
      ({ externalId }) => open.filter(({ contactIds }) => contactIds.includes(externalId)).length,
    );
    expect(new Set(counts.map((count) => Math.min(count, 2)))).toEqual(new Set([0, 1, 2]));
  });

  it('keeps one deal from a colleague who sees all others, and nearly all from another', () => {
    const seenBy = (groups: readonly string[]) =>
      company.deals.filter(
        ({ visibleTo }) =>
          'everyone' in visibleTo ||
          ('groups' in visibleTo && visibleTo.groups.some((group) => groups.includes(group))),
      ).length;
    expect([seenBy(['sales']), seenBy(['service'])]).toEqual([14, 4]);
  });
});
