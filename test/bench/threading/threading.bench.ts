import { AccountConnected, type DataOf, type EventLike, MessageAttached, MessageObserved } from '@mailfold/contracts';
import { uuid5, uuid7 } from '@mailfold/kernel';
import type { HeaderFields } from '@mailfold/mail';
import { emptyState, type ThreadingState, threadingRules } from '@mailfold/threading';
import { RECIPIENT } from '../corpus/easy-ham.ts';
import type { Bench } from '../bench.ts';
import { median, rounded } from '../statistics.ts';
import { corpusHeaders, observedMessage } from './observed-messages.ts';

const MESSAGES = 100_000;
const RUNS = 7;
const LEAST = 100_000;
/** One transaction of the processor. */
const BATCH = 500;

/**
 * The rules alone: each message is observed, reacted to, and what follows is folded. The messages are those of the corpus, varied per copy.
 * They are made beforehand, off the clock.
 */
export const threading: Bench = async ({ size = MESSAGES, pairs: runs = RUNS }) => {
  const headers = await corpusHeaders();
  const accounts = [...accountsOf(headers, size)];
  const rates: number[] = [];
  let threads = 0;
  for (let run = 0; run <= runs; run += 1) {
    const began = performance.now();
    threads = accounts.reduce((sum, account) => sum + threadAll(account), 0);
    // The first is a warm-up.
    if (run > 0) rates.push((size * 1_000) / (performance.now() - began));
  }
  const ours = Math.round(median(rates));
  return {
    result: {
      bench: 'threading',
      unit: 'messages/s',
      ours,
      peer: null,
      ratio: rounded(ours / LEAST, 3),
      goal: 1,
      runs,
    },
    lines: [
      ['messages', `${size} in ${accounts.length} accounts, ${threads} threads`],
      ['limit', `${LEAST} messages/s`],
    ],
  };
};

interface Account {
  readonly accountId: string;
  readonly connected: EventLike;
  readonly messages: readonly EventLike[];
}

/** An account for each copy of the corpus. */
function* accountsOf(headers: readonly HeaderFields[], size: number): Generator<Account> {
  for (let copy = 0; copy * headers.length < size; copy += 1) {
    const accountId = uuid7();
    const mails = headers.slice(0, size - copy * headers.length);
    const messages = mails.map((mail, nth) => ({
      type: MessageObserved.type,
      data: asRead(observedMessage(mail, nth, copy, accountId)),
    }));
    yield { accountId, connected: { type: AccountConnected.type, data: connectedData(accountId) }, messages };
  }
}

/** Data as it comes out of the log. */
const asRead = <Data>(data: Data): Data => JSON.parse(JSON.stringify(data)) as Data;

const connectedData = (accountId: string): DataOf<typeof AccountConnected> => ({
  accountId,
  ownerId: uuid5(accountId, 'owner'),
  address: RECIPIENT,
  aliases: [],
  companyDomains: [],
  hashKey: Buffer.alloc(16, 7).toString('base64url'),
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

/** @returns how many threads it came to */
const threadAll = ({ accountId, connected, messages }: Account): number => {
  const state = emptyState(accountId);
  threadingRules.observe(state, connected);
  for (let at = 0; at < messages.length; at += BATCH) {
    threadBatch(state, messages.slice(at, at + BATCH));
  }
  if ([...state.messages.values()].some((message) => message.thread === undefined)) {
    throw new Error(`a message was not given ${MessageAttached.name}`);
  }
  return [...state.threads.values()].filter((one) => one.root === one.id).length;
};

const threadBatch = (state: ThreadingState, batch: readonly EventLike[]): void => {
  for (const message of batch) {
    threadingRules.observe(state, message);
    for (const fact of threadingRules.react(state, message)) threadingRules.evolve(state, fact);
  }
};
