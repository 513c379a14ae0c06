import type { MailAddress } from '@mailfold/mail';
import { normaliseAddress } from '@mailfold/mail';
import { decodeWords } from './encoded-words.ts';
import { cut, withoutControls } from './header-text.ts';
import { LIMITS } from './limits.ts';

/** An entry of the list while it is read. */
interface Entry {
  /** As written, quotes kept, comments left out. */
  plain: string;
  /** The same without quotes: the display name. */
  name: string;
  comment: string;
  bracketed: string | undefined;
  hasAt: boolean;
}

const newEntry = (): Entry => ({ plain: '', name: '', comment: '', bracketed: undefined, hasAt: false });

/**
 * The mailboxes of an address header (RFC 5322 §3.4), groups flattened, semicolons taken for commas as Outlook writes them. Reads anything;
 * an entry that is no address keeps its text as name and has an empty address. Encoded words are names, never addresses.
 */
export function parseAddressList(text: string, problems: Set<string>): readonly MailAddress[] {
  return new AddressScanner(text, problems).scan();
}

class AddressScanner {
  readonly #text: string;
  readonly #problems: Set<string>;
  readonly #found: MailAddress[] = [];
  /** What was looked for and is not there any more: looking again at every character would be quadratic (X18). */
  readonly #absent = new Set<string>();
  #at = 0;
  #entry = newEntry();

  constructor(text: string, problems: Set<string>) {
    this.#text = text;
    this.#problems = problems;
  }

  scan(): readonly MailAddress[] {
    while (this.#at < this.#text.length) this.#step(this.#text.charAt(this.#at));
    this.#flush();
    return this.#found;
  }

  #step(character: string): void {
    switch (this.#isSpecial(character) ? character : '') {
      case '"':
        return this.#quoted();
      case '(':
        return this.#comment();
      case '<':
        return this.#bracket();
      case ':':
        return this.#groupName();
      case ',':
      case ';':
        this.#at += 1;
        return this.#flush();
      default:
        return this.#plainText();
    }
  }

  /** What opens nothing any more, and a colon where no group can begin, is text like any other. */
  #isSpecial(character: string): boolean {
    switch (character) {
      case ',':
      case ';':
        return true;
      case '"':
      case '(':
      case '<':
        return !this.#absent.has(character);
      case ':':
        return this.#entry.bracketed === undefined && !this.#entry.hasAt;
      default:
        return false;
    }
  }

  #plainText(): void {
    const start = this.#at;
    do {
      this.#entry.hasAt ||= this.#text[this.#at] === '@';
      this.#at += 1;
    } while (this.#at < this.#text.length && !this.#isSpecial(this.#text.charAt(this.#at)));
    this.#add(this.#text.slice(start, this.#at));
  }

  #add(text: string, name: string = text): void {
    this.#entry.plain += text;
    this.#entry.name += name;
  }

  #quoted(): void {
    const end = this.#closing('"', (at) => quoteEnd(this.#text, at));
    if (end === -1) return;
    const whole = this.#text.slice(this.#at, end + 1);
    this.#add(whole, whole.slice(1, -1).replaceAll(/\\(.)/g, '$1'));
    this.#entry.hasAt ||= whole.includes('@');
    this.#at = end + 1;
  }

  #comment(): void {
    const end = this.#closing('(', (at) => commentEnd(this.#text, at));
    if (end === -1) return;
    this.#entry.comment ||= this.#text.slice(this.#at + 1, end);
    this.#at = end + 1;
  }

  #bracket(): void {
    const end = this.#closing('<', (at) => this.#text.indexOf('>', at));
    if (end === -1) return;
    this.#entry.bracketed = this.#text.slice(this.#at + 1, end);
    this.#at = end + 1;
  }

  /** A group's name is nobody (`Sales: a@b, c@d;`). */
  #groupName(): void {
    this.#entry = newEntry();
    this.#at += 1;
  }

  /** The position of what closes, -1 when nothing does: then the opener is looked at again, as text. */
  #closing(opener: string, find: (at: number) => number): number {
    if (this.#absent.has(opener)) return -1;
    const end = find(this.#at + 1);
    if (end === -1) this.#absent.add(opener);
    return end;
  }

  #flush(): void {
    const address = this.#mailbox(this.#entry);
    if (address !== undefined) this.#found.push(address);
    this.#entry = newEntry();
  }

  #mailbox(entry: Entry): MailAddress | undefined {
    if (entry.bracketed !== undefined) {
      return this.#named(entry.name || entry.comment, addressIn(entry.bracketed) ?? '');
    }
    const whole = normaliseAddress(entry.plain.trim());
    if (whole !== undefined) return this.#named(entry.comment, whole);
    const words = entry.plain.trim().split(/\s+/);
    const address = words.map((word) => addressIn(word)).find((one) => one !== undefined);
    const rest = words.filter((word) => addressIn(word) === undefined).join(' ');
    return this.#named(address === undefined ? entry.name || entry.comment : rest, address ?? '');
  }

  #named(raw: string, address: string): MailAddress | undefined {
    const decoded = collapsed(withoutControls(decodeWords(raw, this.#problems)));
    const name = cut(decoded, LIMITS.nameCharacters);
    if (name === '' && address === '') return undefined;
    // A name that only repeats the address says nothing.
    return name === '' || normaliseAddress(name) === address ? { address } : { name, address };
  }
}

const collapsed = (text: string): string => (text.includes('  ') ? text.replaceAll(/\s+/g, ' ') : text);

/** RFC 5322 §4.4: a route before the address (`@relay:user@host`) says nothing any more. */
function addressIn(text: string): string | undefined {
  // Half a pair of brackets is none.
  const trimmed = text.trim().replaceAll(/^<|>$/g, '');
  const route = trimmed.startsWith('@') ? trimmed.lastIndexOf(':') : -1;
  const plain = trimmed.slice(route + 1);
  return normaliseAddress(plain) ?? (plain.includes('(') ? normaliseAddress(withoutComments(plain)) : undefined);
}

/** RFC 5322 §4.4: comments and blanks around the dots and the `@`, as old programs wrote them. */
const withoutComments = (text: string): string =>
  text.length > 500 ? text : text.replaceAll(/\([^()]*\)/g, '').replaceAll(/\s+/g, '');

function quoteEnd(text: string, start: number): number {
  for (let at = start; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === '"') return at;
  }
  return -1;
}

function commentEnd(text: string, start: number): number {
  let depth = 1;
  for (let at = start; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === '(') depth += 1;
    else if (text[at] === ')' && --depth === 0) return at;
  }
  return -1;
}
