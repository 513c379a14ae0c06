import { bad } from './command-refused.ts';
import { decodeMailboxName } from './mailbox-name.ts';
import { isSequenceSet } from './sequence-set.ts';
import type { Value } from './value.ts';
import { textOf } from './value.ts';

/** A command's arguments, taken one after the other; what does not fit is BAD. */
export class Arguments {
  readonly #values: readonly Value[];
  #at = 0;

  constructor(values: readonly Value[]) {
    this.#values = values;
  }

  peek(): Value | undefined {
    return this.#values[this.#at];
  }

  get done(): boolean {
    return this.#at >= this.#values.length;
  }

  /** What has not been taken yet. */
  remaining(): readonly Value[] {
    return this.#values.slice(this.#at);
  }

  next(): Value {
    const value = this.peek();
    if (value === undefined) throw bad('Missing argument');
    this.#at += 1;
    return value;
  }

  string(): string {
    const text = textOf(this.next());
    if (text === undefined) throw bad('A list where text was expected');
    return text;
  }

  bytes(): Buffer {
    const value = this.next();
    if (value.kind !== 'string') throw bad('Expected a string or literal');
    return value.bytes;
  }

  /** The next argument in capitals. */
  word(): string {
    return this.string().toUpperCase();
  }

  mailbox(): string {
    return decodeMailboxName(this.string());
  }

  sequenceSet(): string {
    const text = this.string();
    if (!isSequenceSet(text)) throw bad('Expected a sequence set');
    return text;
  }

  number(): number {
    const text = this.string();
    if (!/^\d{1,19}$/.test(text)) throw bad('Expected a number');
    return Number(text);
  }

  list(): readonly Value[] {
    const value = this.next();
    if (value.kind !== 'list') throw bad('Expected a list');
    return value.items;
  }

  optionalList(): readonly Value[] | undefined {
    return this.peek()?.kind === 'list' ? this.list() : undefined;
  }

  /** Takes the word if it comes next. */
  takeWord(word: string): boolean {
    if (textOf(this.peek())?.toUpperCase() !== word) return false;
    this.#at += 1;
    return true;
  }

  end(): void {
    if (!this.done) throw bad('Too many arguments');
  }
}
