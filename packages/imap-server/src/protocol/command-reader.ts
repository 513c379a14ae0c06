import type { CommandInput } from './parse-command.ts';

/** What a piece of the client's stream brought. */
export type ReaderEvent =
  | { readonly kind: 'input'; readonly input: CommandInput }
  /** The client announced a literal and waits for `+` before it sends it (RFC 3501 §4.3). */
  | { readonly kind: 'continue' }
  | { readonly kind: 'too-large' };

const LITERAL_AT_END = /\{(\d{1,10})(\+?)\}$/;

/** Cuts a client's bytes into commands. Holds one command at most, and no more of it than `maxBytes`. */
export class CommandReader {
  readonly #maxBytes: number;
  #buffered: Buffer = Buffer.alloc(0);
  #text = '';
  #literals: Buffer[] = [];
  #literalMissing: number | undefined;
  #held = 0;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  *push(chunk: Buffer): Generator<ReaderEvent> {
    this.#buffered = this.#buffered.length === 0 ? chunk : Buffer.concat([this.#buffered, chunk]);
    for (;;) {
      if (this.#buffered.length + this.#held > this.#maxBytes) {
        yield { kind: 'too-large' };
        return;
      }
      const event = this.#literalMissing === undefined ? this.#line() : this.#literal();
      if (event === 'wait') return;
      if (event !== 'more') yield event;
    }
  }

  #literal(): 'wait' | 'more' {
    const size = this.#literalMissing ?? 0;
    if (this.#buffered.length < size) return 'wait';
    this.#literals.push(Buffer.from(this.#buffered.subarray(0, size)));
    this.#buffered = this.#buffered.subarray(size);
    this.#held += size;
    this.#literalMissing = undefined;
    return 'more';
  }

  #line(): ReaderEvent | 'wait' | 'more' {
    const end = this.#buffered.indexOf(0x0a);
    if (end < 0) return 'wait';
    const line = this.#buffered.toString('latin1', 0, end).replace(/\r$/, '');
    this.#buffered = this.#buffered.subarray(end + 1);
    const literal = LITERAL_AT_END.exec(line);
    if (literal === null) return this.#finish(this.#text + line);
    return this.#announced(line, Number(literal[1]), literal[2] === '+');
  }

  #announced(line: string, size: number, sentAtOnce: boolean): ReaderEvent | 'more' {
    if (this.#held + size > this.#maxBytes) return { kind: 'too-large' };
    this.#text += `${line}\r\n`;
    this.#literalMissing = size;
    return sentAtOnce ? 'more' : { kind: 'continue' };
  }

  #finish(text: string): ReaderEvent {
    const input = { text, literals: this.#literals };
    this.#text = '';
    this.#literals = [];
    this.#held = 0;
    return { kind: 'input', input };
  }
}
