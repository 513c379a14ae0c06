import type { Bounds } from './bounds.ts';
import { rejectionOf } from './bounds.ts';
import type { ChildAnswer } from './child-reader.ts';
import { ChildReader } from './child-reader.ts';
import { closed, unavailable } from './mime-error.ts';
import type { ReadMail } from './read-mail.ts';
import type { SentMail } from './reader-child.ts';

// A child that grew over this is replaced between batches: what it holds is mostly garbage of large mail.
const RETIRE_BYTES = 180 * 1024 * 1024;

/** A place for one child process: started when there is work, replaced when it dies or grows, ended when idle. */
export class ReaderSlot {
  readonly #idleMs: number;
  readonly #boundsFor: (bytes: number) => Bounds;
  #child: ChildReader | undefined;
  #idle: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(idleMs: number, boundsFor: (bytes: number) => Bounds) {
    this.#idleMs = idleMs;
    this.#boundsFor = boundsFor;
  }

  /** Reads a batch. If its child dies, message by message, so that only the culprit is rejected. */
  async read(raws: readonly Uint8Array[]): Promise<readonly ReadMail[]> {
    clearTimeout(this.#idle);
    try {
      const mails = raws.length === 1 ? undefined : await this.#attempt(raws);
      return mails ?? (await this.#oneByOne(raws));
    } finally {
      this.#rest();
    }
  }

  prepare(): void {
    clearTimeout(this.#idle);
    this.#working();
    this.#rest();
  }

  get isLive(): boolean {
    return this.#child !== undefined && !this.#child.isDead;
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#idle);
    this.#child?.end();
  }

  async #oneByOne(raws: readonly Uint8Array[]): Promise<readonly ReadMail[]> {
    const mails: ReadMail[] = [];
    for (const raw of raws) mails.push(await this.#single(raw));
    return mails;
  }

  async #single(raw: Uint8Array): Promise<ReadMail> {
    const answer = await this.#ask([raw]);
    const death = answer.kind === 'died' ? answer.death : NO_ANSWER;
    const [mail] = answer.kind === 'died' ? [] : answer.mails.map(received);
    return mail ?? rejectionOf(death, raw.length, this.#boundsFor(raw.length));
  }

  async #attempt(raws: readonly Uint8Array[]): Promise<readonly ReadMail[] | undefined> {
    const answer = await this.#ask(raws);
    return answer.kind === 'died' ? undefined : answer.mails.map(received);
  }

  /** Resolves with a death only if a message may have caused it. */
  async #ask(raws: readonly Uint8Array[]): Promise<ChildAnswer> {
    if (this.#closed) throw closed();
    const child = this.#working();
    const answer = await child.read(raws, this.#boundsFor(raws.reduce((sum, raw) => sum + raw.length, 0)));
    if (this.#closed) throw closed();
    if (answer.kind === 'died') {
      this.#child = undefined;
      if (!answer.wasReady) throw unavailable(answer.death);
    } else if (answer.rssBytes > RETIRE_BYTES) this.#end();
    return answer;
  }

  #working(): ChildReader {
    if (this.#child === undefined || this.#child.isDead) this.#child = new ChildReader();
    this.#child.ref();
    return this.#child;
  }

  #rest(): void {
    this.#child?.unref();
    this.#idle = setTimeout(() => this.#end(), this.#idleMs).unref();
  }

  #end(): void {
    this.#child?.end();
    this.#child = undefined;
  }
}

const NO_ANSWER = { signal: undefined, exitCode: undefined };

const received = (mail: SentMail): ReadMail =>
  mail.status === 'rejected' ? mail : { ...mail, searchText: mail.searchText ?? mail.text ?? '' };
