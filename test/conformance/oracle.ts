import { createHash } from 'node:crypto';
import type { ApiClient } from '@mailfold/client';
import { chunk } from '@mailfold/kernel';
import { type Comparison, compareMails } from '../journeys/mailfold/compare.ts';
import { OWNER } from '../journeys/mailfold/connect.ts';
import { everyEvent } from '../journeys/mailfold/every-event.ts';
import { FoldedLedger, placeName } from '../journeys/mailfold/ledger.ts';
import { identityOf } from '../journeys/oracle/identity.ts';
import { Oracle, type OracleMail, type OracleServer, type OracleUser } from '../journeys/oracle/oracle.ts';

/** A mail as a second client lists it: sockets and nothing else (`../journeys/oracle`), so that it shares no error with the engine. */
export interface Listed extends OracleMail {
  /** SHA-256 of the raw bytes. */
  readonly hash: string;
}

/** Gmail's folder of flagged mail is a view of mail that lies elsewhere. */
export const isInScope = (folder: string): boolean => folder !== '[Gmail]/Starred';

/** Every mail of every folder in scope. */
export const listServer = async (server: OracleServer, user: OracleUser): Promise<readonly Listed[]> => {
  using oracle = await Oracle.login(server, user);
  const mails = (await oracle.everything()).filter(({ folder }) => isInScope(folder));
  return mails.map((mail) => ({ ...mail, hash: hashOf(mail.raw) }));
};

/** All ways in which our views and a listing of the server differ: empty lists when they agree. */
export interface Disagreement extends Omit<Comparison, 'seen'> {
  /** Contents that are more than one message of ours. */
  readonly twice: readonly string[];
  /** Messages whose raw bytes are those of none of their copies. */
  readonly otherBytes: readonly string[];
  /** Messages shown in other folders than the server's, or marked otherwise. */
  readonly otherwise: readonly string[];
  /** Places left out without a word why. */
  readonly unexplained: readonly string[];
}

export const AGREED: Disagreement = {
  missing: [],
  invented: [],
  doubled: [],
  twice: [],
  otherBytes: [],
  otherwise: [],
  unexplained: [],
};

const AT_ONCE = 8;

/**
 * Compares message for message: place, bytes, marks, and what the ledger says of the rest.
 * @param everSeen hashes of all listings so far: the first bytes are kept, though the copy that had them may be gone (ING-1)
 */
export const disagreement = async (
  client: ApiClient,
  listed: readonly Listed[],
  everSeen: ReadonlySet<string>,
): Promise<Disagreement> => {
  const ledger = new FoldedLedger(await everyEvent(client, ['ingest.']));
  const { seen: _, ...comparison } = compareMails(listed, ledger);
  const at = (mail: Listed) => ledger.places.get(placeName(mail.folder, mail.epoch, mail.uid));
  const copiesOf = new Map<string, Listed[]>();
  const messagesOf = new Map<string, Set<string>>();
  const unexplained: string[] = [];
  for (const mail of listed) {
    const entry = at(mail);
    if (entry?.status === 'stored') {
      copiesOf.set(entry.messageId, [...(copiesOf.get(entry.messageId) ?? []), mail]);
      const content = identityOf(mail.raw);
      messagesOf.set(content, (messagesOf.get(content) ?? new Set()).add(entry.messageId));
    } else if (entry?.reason === '') unexplained.push(placeName(mail.folder, mail.epoch, mail.uid));
  }
  const twice = [...messagesOf.values()].flatMap((messages) => (messages.size > 1 ? [[...messages].join()] : []));
  return { ...comparison, twice, unexplained, ...(await otherThanShown(client, copiesOf, everSeen)) };
};

const otherThanShown = async (
  client: ApiClient,
  copiesOf: ReadonlyMap<string, readonly Listed[]>,
  everSeen: ReadonlySet<string>,
) => {
  const { mailbox } = client.as(OWNER);
  const otherBytes: string[] = [];
  const otherwise: string[] = [];
  const look = async ([id, copies]: [string, readonly Listed[]]): Promise<void> => {
    const kept = hashOf(Buffer.from(await (await mailbox.raw(id)).arrayBuffer()));
    if (!everSeen.has(kept) && copies.every(({ hash }) => hash !== kept)) otherBytes.push(id);
    const shown = await mailbox.message(id);
    const folders = namesOf(shown.folders.map(({ path }) => path));
    const there = namesOf(copies.map(({ folder }) => folder));
    if (folders !== there) otherwise.push(`${id} is in ${there}, shown in ${folders}`);
    for (const [mark, ours] of [
      [String.raw`\Seen`, !shown.unread],
      [String.raw`\Flagged`, shown.flagged],
    ] as const) {
      const marks = new Set(copies.map(({ flags }) => flags.some((flag) => flag.toLowerCase() === mark.toLowerCase())));
      // Copies may be marked differently; then there is no one truth.
      if (marks.size === 1 && !marks.has(ours)) otherwise.push(`${id} in ${there}: ${mark} is shown as ${ours}`);
    }
  };
  for (const some of chunk([...copiesOf], AT_ONCE)) await Promise.all(some.map(look));
  return { otherBytes, otherwise };
};

const namesOf = (paths: readonly string[]): string => [...new Set(paths)].toSorted().join(' + ');

const hashOf = (raw: Buffer): string => createHash('sha256').update(raw).digest('hex');
