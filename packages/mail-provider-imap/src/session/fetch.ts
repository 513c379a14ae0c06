import type { FetchResult } from '@mailfold/mail-provider';
import type { FetchQueryObject } from 'imapflow';
import { ask } from './ask.ts';
import type { Connection } from './connection.ts';
import { FetchBatch } from './fetch-batch.ts';
import { ensureOpen } from './open.ts';
import { sorted } from './uid-set.ts';
import { withoutModseq } from './without-modseq.ts';

/**
 * One UID FETCH for a range. It asks for the first piece of each message, which is all of most; the rest of long ones
 * follows in a second FETCH, as many as there is room for.
 */
export async function fetchMessages(
  connection: Connection,
  path: string,
  uids: readonly number[],
  epoch: number,
): Promise<FetchResult> {
  await ensureOpen(connection, path, epoch);
  const { limits, sizes } = connection;
  const batch = new FetchBatch(limits);
  let left = sorted(uids);
  while (left.length > 0 && !batch.isFull) {
    const part = left.slice(0, sizes.fitting(limits.maxBatchBytes - batch.bytes));
    const before = batch.bytes;
    await withoutModseq(connection, () => readPart(connection, batch, part));
    sizes.learn(part.length, batch.bytes - before);
    left = left.slice(part.length);
  }
  return batch.result(left);
}

async function readPart(connection: Connection, batch: FetchBatch, uids: readonly number[]): Promise<void> {
  const query = firstPiece(connection);
  batch.refuse(await ask(connection, uids, query, batch.takeFirst));
  const absent = batch.absentOf(uids);
  // S4, S26: an answer without a message is not yet believed.
  if (absent.length > 0) batch.refuse(await ask(connection, absent, query, batch.takeFirst));
  batch.miss(batch.absentOf(uids));
  await readRests(connection, batch);
}

async function readRests(connection: Connection, batch: FetchBatch): Promise<void> {
  const uids = batch.chooseRests();
  if (uids.length === 0) return;
  const { firstBytes, maxMessageBytes } = connection.limits;
  const query = { source: { start: firstBytes, maxLength: maxMessageBytes - firstBytes + 1 } };
  const given = new Set<number>();
  const refused = await ask(connection, uids, query, (row) => {
    if (batch.takeRest(row)) given.add(row.uid);
    return given.has(row.uid);
  });
  batch.refuse(refused);
  const named = new Set(refused.map(({ uid }) => uid));
  batch.miss(uids.filter((uid) => !given.has(uid) && !named.has(uid)));
}

function firstPiece({ client, limits }: Connection): FetchQueryObject {
  const hasThreads = client.capabilities.has('OBJECTID') || client.capabilities.has('X-GM-EXT-1');
  return {
    flags: true,
    internalDate: true,
    size: true,
    threadId: hasThreads,
    source: { start: 0, maxLength: limits.firstBytes },
  };
}
