import type { ApiClient } from '@mailfold/client';
import { Oracle, type OraclePlace, type OracleServer, type OracleUser } from '../oracle/oracle.ts';
import { everyEvent } from './every-event.ts';
import { FoldedLedger, placeName } from './ledger.ts';

export interface Comparison {
  /** How many mails the other client sees. */
  readonly seen: number;
  /** Places of mail that the ledger does not account for. */
  readonly missing: readonly string[];
  /** Places where mail is said to lie and none is; what was left out may be gone since. */
  readonly invented: readonly string[];
  /** Messages that were observed for the first time more than once. */
  readonly doubled: readonly string[];
}

/** What another client sees at the server, against what the engine's events say. */
export const compare = async (client: ApiClient, server: OracleServer, user: OracleUser): Promise<Comparison> => {
  using oracle = await Oracle.login(server, user);
  return compareMails(await oracle.everything(), new FoldedLedger(await everyEvent(client, ['ingest.'])));
};

export const compareMails = (mails: readonly OraclePlace[], { places, observed }: FoldedLedger): Comparison => {
  const seen = new Set(mails.map(({ folder, epoch, uid }) => placeName(folder, epoch, uid)));
  return {
    seen: seen.size,
    missing: [...seen].filter((place) => !places.has(place)),
    invented: [...places].flatMap(([place, { status }]) => (status === 'stored' && !seen.has(place) ? [place] : [])),
    doubled: observed.filter((message, nth) => observed.indexOf(message) !== nth),
  };
};
