import type { StoredEvent } from '@mailfold/event-store';
import fc from 'fast-check';
import { contact, deal, linked, organisation, unlinked } from './link-events.ts';
import { type MailboxEvents, minute, NO_FLAGS } from './mailbox-events.ts';

const PATHS = ['INBOX', 'Sent', 'Archive', 'Work'];
const RECORDS = [contact('c1'), contact('c2'), deal('d1'), organisation('o1')];
/** The number that chooses it for a link. */
export const A_DEAL = 2;

/** One step; its numbers choose among what there is by then. */
export type Step = readonly [kind: string, a: number, b: number, c: number];

const number = fc.nat({ max: 30 });
const OFTEN = ['mail', 'mail', 'mail', 'moved', 'flags', 'merged', 'merged', 'merged', 'shared', 'linked'];
const AT_TIMES = [
  'withdrawn',
  'restored',
  'folder',
  'madePrivate',
  'hidden',
  'deleted',
  'archived',
  'unread',
  'unlinked',
  'suggested',
  'draft',
];
const kind = fc.constantFrom(...OFTEN, ...OFTEN, ...AT_TIMES);

/** What services may say of one account, in an order they may say it in. */
export const history: fc.Arbitrary<readonly Step[]> = fc.array(fc.tuple(kind, number, number, number), {
  minLength: 1,
  maxLength: 45,
});

/** @param at where the log is, for decisions that knew only a part of what follows */
export const eventsOf = (mailbox: MailboxEvents, steps: readonly Step[], at: number): StoredEvent[] => {
  const told = new Teller(mailbox, at);
  return [...mailbox.opened(), mailbox.folder('Work'), ...steps.flatMap((step) => told.tell(step))];
};

class Teller {
  readonly #box: MailboxEvents;
  readonly #at: number;
  readonly #messages: string[] = [];
  readonly #threads: string[] = [];
  readonly #absorbed = new Set<string>();

  constructor(box: MailboxEvents, at: number) {
    this.#box = box;
    this.#at = at;
  }

  tell([what, a, b, c]: Step): StoredEvent | readonly StoredEvent[] {
    const box = this.#box;
    if (what === 'mail') return this.#mail(a, b, c);
    if (what === 'draft') return box.observed(`draft ${this.#count(c)}`, { direction: 'draft' });
    if (what === 'folder') return box.folder('Work', a % 2 === 0 ? 'archive' : 'inbox');
    const message = this.#messages[a % this.#messages.length];
    const thread = this.#threads[b % this.#threads.length];
    const record = RECORDS[c % RECORDS.length];
    if (message === undefined || thread === undefined || record === undefined) return [];
    const knew = c % 3 === 0 ? undefined : this.#at + c;
    switch (what) {
      case 'moved':
        return box.moved(message, ...PATHS.filter((_, n) => (c >> n) % 2 === 1));
      case 'flags':
        return box.flags(message, { seen: b % 2 === 0, flagged: c % 2 === 0 });
      case 'withdrawn':
        return box.withdrawn(message);
      case 'restored':
        return box.restored(message);
      case 'merged':
        return this.#merge(thread, c);
      case 'shared':
        return box.shared(thread, knew);
      case 'madePrivate':
        return box.madePrivate(thread, knew);
      case 'hidden':
        return c % 2 === 0 ? box.hidden(thread, message) : box.shown(thread, message);
      case 'deleted':
        return box.deleted(thread, message);
      case 'archived':
        return c % 2 === 0 ? box.archived(thread) : box.unarchived(thread);
      case 'unread':
        return c % 2 === 0 ? box.read(thread, message) : box.unread(thread, message);
      case 'linked':
        return linked(box, thread, record);
      case 'unlinked':
        return unlinked(box, thread, record, { rule: a % 2 === 0 ? 'by-hand' : 'participants@1' });
      default:
        return box.suggested(thread, ...(c % 2 === 0 ? [] : ['d1', 'd2']));
    }
  }

  #mail(a: number, b: number, c: number): StoredEvent[] {
    const name = `m${this.#count(c)}`;
    const known = this.#threads[b % Math.max(1, this.#threads.length)];
    const thread = known === undefined || a % 3 === 0 ? name : known;
    if (thread === name) this.#threads.push(name);
    this.#messages.push(name);
    const attachments = [{ contentType: 'image/png', size: 1, inline: b % 2 === 0, blob: 'x' }];
    return this.#box.mail(
      thread,
      name,
      {
        receivedAt: minute(a % 7),
        direction: c % 4 === 0 ? 'sent' : 'received',
        flags: { ...NO_FLAGS, seen: c % 5 === 0 },
        attachments: c % 3 === 0 ? attachments : [],
      },
      PATHS[c % PATHS.length],
    );
  }

  /** A thread is absorbed once, by one that was not. */
  #merge(thread: string, c: number): StoredEvent[] {
    const alive = this.#threads.filter((one) => !this.#absorbed.has(one));
    const survivor = alive[c % alive.length];
    if (survivor === undefined || survivor === thread || this.#absorbed.has(thread)) return [];
    this.#absorbed.add(thread);
    return [this.#box.merged(survivor, thread)];
  }

  #count(c: number): string {
    return `${this.#messages.length}.${c}`;
  }
}
