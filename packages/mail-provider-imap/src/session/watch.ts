import { setTimeout as pause } from 'node:timers/promises';
import { mailProviderError, type WatchEvent } from '@mailfold/mail-provider';
import { detailsOf, nameOf } from '../connect/place.ts';
import { within } from '../within.ts';
import { commandError } from './command-error.ts';
import type { Connection } from './connection.ts';
import type { Lane } from './lane.ts';
import { openFolder } from './open.ts';

/** An IDLE that a server ends sooner than this, unasked, is no IDLE: look now and then instead. */
const SHORTEST_IDLE_MS = 1_000;

/**
 * Watches until the signal aborts or the connection ends. Other calls of the session interrupt the IDLE and it goes on
 * after them; if they selected another folder, what happened in between is told on return.
 */
export async function watchFolder(
  connection: Connection,
  lane: Lane,
  path: string,
  onEvent: (event: WatchEvent) => void,
  signal: AbortSignal,
): Promise<void> {
  if (signal.aborted) return;
  if (connection.news.isWatched) throw watchedAlready(connection);
  const stop = new AbortController();
  const until = AbortSignal.any([signal, stop.signal]);
  const tell = (event: WatchEvent) => {
    try {
      onEvent(event);
    } catch (error) {
      stop.abort(error); // a mistake of the caller: the watch ends with it
    }
  };
  using _telling = connection.news.watch(path, tell);
  while (!until.aborted && connection.client.usable) await round(connection, lane, path, until);
  if (stop.signal.aborted) throw stop.signal.reason;
  if (!signal.aborted) onEvent(closedEvent(connection));
}

async function round(connection: Connection, lane: Lane, path: string, until: AbortSignal): Promise<void> {
  const { client, timeouts } = connection;
  await lane.whenFree();
  if (client.mailbox === false || client.mailbox.path !== path) {
    await lane.run(() => comeBack(connection, path));
    return;
  }
  const begun = performance.now();
  if (client.capabilities.has('IDLE')) await idleOnce(connection, until);
  const isOver = until.aborted || !client.usable || !lane.isFree;
  if (isOver || performance.now() - begun > SHORTEST_IDLE_MS) return;
  await pause(timeouts.pollMs, undefined, { signal: until }).catch(() => undefined); // aborted: no need to look
  if (!until.aborted && client.usable) await lane.run(() => answered(connection, client.noop()));
}

async function comeBack(connection: Connection, path: string): Promise<void> {
  const { client, news } = connection;
  try {
    await openFolder(connection, path);
    if (client.mailbox !== false) news.returned(client.mailbox);
  } catch (error) {
    if (client.usable) throw error; // the folder is gone; a connection that ended is told as `closed`
  }
}

/** One IDLE, left when it is time, when the signal aborts or when another call needs the connection. */
async function idleOnce(connection: Connection, until: AbortSignal): Promise<void> {
  const { client, timeouts } = connection;
  const idle = client.idle().catch(() => false); // whether the connection still lives is looked at below
  const alarm = new AbortController();
  const enough = pause(timeouts.idleMs, 'enough', { signal: AbortSignal.any([alarm.signal, until]) }).catch(
    () => 'enough',
  );
  const first = await Promise.race([idle.then(() => 'ended'), enough]);
  alarm.abort();
  // A NOOP leaves IDLE, and its answer shows that somebody is there (S15).
  if (first === 'enough' && client.usable) await answered(connection, Promise.all([client.noop(), idle]));
}

/** @NOTE imapflow's noop() resolves although the connection died, so `usable` is what counts. */
async function answered(connection: Connection, work: Promise<unknown>): Promise<void> {
  const { timeouts, giveUp } = connection;
  await within(timeouts.replyMs, work, () => giveUp('no-answer')).catch(() => undefined);
}

function closedEvent(connection: Connection): WatchEvent {
  const reason = connection.lastError();
  if (connection.client.closedByClient && reason === undefined) return { kind: 'closed' }; // whoever had the session left
  return { kind: 'closed', error: commandError(connection, reason, 'the watch of a folder ended') };
}

const watchedAlready = ({ place }: Connection) =>
  mailProviderError('unsupported', `${nameOf(place)}: a session watches one folder at a time.`, {
    details: detailsOf(place, 'watched-already'),
  });
