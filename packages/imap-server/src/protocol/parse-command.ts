import { bad } from './command-refused.ts';
import type { Command, Value } from './value.ts';

/** A command as it came: its text in latin1, each literal's `{n}` left in place, and the literals in order. */
export interface CommandInput {
  readonly text: string;
  readonly literals: readonly Buffer[];
}

// Real clients nest a SEARCH or a BODYSTRUCTURE a few levels deep; more is an attack on the stack.
const MAX_DEPTH = 50;
const ATOM = /[^\s(){"]+/y;
const SECTION = /(?:BODY|BINARY)(?:\.PEEK|\.SIZE)?\[[^\]]*\](?:<[\d.]+>)?/iy;
const QUOTED = /"((?:[^"\\\r\n]|\\.)*)"/y;
const LITERAL = /~?\{\d+\+?\}\r?\n/y;

/** @throws CommandRefused (BAD) on anything that RFC 3501 §9 has no room for. */
export function parseCommand(input: CommandInput): Command {
  const words = new Words(input);
  const tag = words.atom('a tag');
  words.space();
  let name = words.atom('a command').toUpperCase();
  if (name === 'UID') {
    words.space();
    name = `UID ${words.atom('a command').toUpperCase()}`;
  }
  return { tag, name, args: words.rest() };
}

class Words {
  readonly #text: string;
  readonly #literals: Buffer[];
  #at = 0;

  constructor(input: CommandInput) {
    this.#text = input.text;
    this.#literals = [...input.literals];
  }

  atom(wanted: string): string {
    const found = this.#take(ATOM);
    if (found === undefined) throw bad(`Expected ${wanted}`);
    return found[0];
  }

  space(): void {
    if (this.#text[this.#at] !== ' ') throw bad('Expected a space');
    this.#at += 1;
  }

  /** Every argument up to the end of the command. */
  rest(): readonly Value[] {
    const values: Value[] = [];
    while (this.#at < this.#text.length) {
      this.space();
      // Some clients leave a space at the end of the line.
      if (this.#at < this.#text.length) values.push(this.#value(0));
    }
    return values;
  }

  #value(depth: number): Value {
    if (this.#text[this.#at] === '(') return this.#list(depth);
    const quoted = this.#take(QUOTED);
    if (quoted !== undefined) {
      const plain = (quoted[1] ?? '').replaceAll(/\\(.)/g, '$1');
      return { kind: 'string', bytes: Buffer.from(plain, 'latin1') };
    }
    if (this.#take(LITERAL) !== undefined) return this.#literal();
    const section = this.#take(SECTION);
    if (section !== undefined) return { kind: 'atom', text: section[0] };
    return { kind: 'atom', text: this.atom('an argument') };
  }

  #literal(): Value {
    const bytes = this.#literals.shift();
    if (bytes === undefined) throw bad('A literal is missing');
    return { kind: 'string', bytes };
  }

  #list(depth: number): Value {
    if (depth > MAX_DEPTH) throw bad('Nested too deeply');
    this.#at += 1;
    const items: Value[] = [];
    while (this.#text[this.#at] !== ')') {
      if (items.length > 0) this.space();
      if (this.#text[this.#at] === ')') break;
      items.push(this.#value(depth + 1));
    }
    this.#at += 1;
    return { kind: 'list', items };
  }

  #take(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text);
    if (found === null) return undefined;
    this.#at += found[0].length;
    return found;
  }
}
