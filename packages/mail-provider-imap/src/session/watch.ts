import { pause } from '@mailfold/kernel';
import { setTimeout as delay } from 'node:timers/promises';
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
  const hasIdled = client.capabilities.has('IDLE') && (await idleOnce(connection, until));
  if (hasIdled || until.aborted || !client.usable || !lane.isFree) return;
  await pause(timeouts.pollMs, until); // aborted: no need to look
  if (!until.aborted && client.usable) await lane.run(() => answered(connection, client.noop()));
}

async function comeBack(connection: Connection, path: string): Promise<void> {
  const { client, news } = connection;
  try {
    const opened = await openFolder(connection, path);
    if (opened.path !== path) throw notListedSo(connection);
    if (client.mailbox !== false) news.returned(client.mailbox);
  } catch (error) {
    if (client.usable) throw error; // the folder is gone; a connection that ended is told as `closed`
  }
}

/**
 * One IDLE: until it is time, until the signal aborts or until another call needs the connection.
 * @returns false when the server ended it as soon as it had begun: it is no use here
 */
async function idleOnce(connection: Connection, until: AbortSignal): Promise<boolean> {
  const { client, idling, idleLimits, timeouts, place } = connection;
  const { host } = place.server;
  const begun = performance.now();
  const idle = idling.enter();
  const alarm = new AbortController();
  const signal = AbortSignal.any([alarm.signal, until]);
  const time = delay(idleLimits.limitFor(host, timeouts.idleMs), 'time', { signal }).catch(() => 'aborted');
  const first = await Promise.race([idle.then(() => 'ended'), time]);
  alarm.abort();
  const lasted = performance.now() - begun;
  if (!client.usable) idleLimits.learn(host, lasted, timeouts.leastIdleMs);
  // A NOOP leaves IDLE, and its answer shows that somebody is there (S15).
  else if (first === 'time') await answered(connection, Promise.all([client.noop(), idle]));
  return first !== 'ended' || lasted > SHORTEST_IDLE_MS;
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

const notListedSo = ({ place }: Connection) =>
  mailProviderError('gone', `${nameOf(place)}: the server knows this folder by another path; use the one it lists.`, {
    details: detailsOf(place, 'path'),
  });
