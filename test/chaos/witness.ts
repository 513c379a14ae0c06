import type { ApiClient } from '@mailfold/client';
import { type Dovecot, type DovecotUser, until } from '@mailfold/dev-env';
import { compareMails } from '../journeys/mailfold/compare.ts';
import { everyEvent } from '../journeys/mailfold/every-event.ts';
import { FoldedLedger } from '../journeys/mailfold/ledger.ts';
import { Oracle } from '../journeys/oracle/oracle.ts';
import { addressOf, type Owner, OWNERS } from './company.ts';

const WITHIN_MS = 180_000;

/** What another mail client finds wrong: places that are not accounted for, or made up, and mails observed more than once. */
export const wrongToWitness = async (
  client: ApiClient,
  dovecot: Dovecot,
  users: Readonly<Record<Owner, DovecotUser>>,
): Promise<Readonly<Record<string, unknown>>> => {
  const events = await everyEvent(client, ['ingest.']);
  const { items } = await client.accounts.list({ limit: 200 });
  const found: Record<string, unknown> = {};
  for (const owner of OWNERS) {
    const account = items.find(({ address }) => address === addressOf(owner))?.id;
    const ledger = new FoldedLedger(events.filter(({ accountId }) => accountId === account));
    using oracle = await Oracle.login(dovecot, users[owner]);
    const { seen, ...wrong } = compareMails(await oracle.everything(), ledger);
    if (seen === 0 || Object.values(wrong).some((places) => places.length > 0)) found[owner] = { seen, ...wrong };
  }
  return found;
};

/** Looks until the witness finds nothing wrong, or for too long. @returns what it found last */
export const wrongInTheEnd = async (
  ...args: Parameters<typeof wrongToWitness>
): Promise<Readonly<Record<string, unknown>>> => {
  let last: Readonly<Record<string, unknown>> = {};
  const isRight = async (): Promise<boolean> => {
    last = await wrongToWitness(...args);
    return Object.keys(last).length === 0;
  };
  await until(isRight, { within: WITHIN_MS, every: 500, what: 'agreement' }).catch((thrown: unknown) => {
    if (Object.keys(last).length === 0) throw thrown;
  });
  return last;
};
