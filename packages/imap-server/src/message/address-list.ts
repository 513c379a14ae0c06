/** One entry of an ENVELOPE address list (RFC 3501 §7.4.2). A group opens with a mailbox and no host, and closes with neither. */
export interface EnvelopeAddress {
  readonly name?: string;
  readonly mailbox?: string;
  readonly host?: string;
}

const TOKEN = /"(?:[^"\\]|\\[^])*"?|\((?:[^()\\]|\\[^])*\)?|<[^>]*>?|[,:;]|[^\s",:;<(]+|\s+|\(/g;

/** Reads an address field (RFC 5322 §3.4) as well as it can be read. */
export function addressList(value: string): readonly EnvelopeAddress[] {
  const reader = new AddressReader();
  for (const token of value.match(TOKEN) ?? []) reader.take(token);
  return reader.finish();
}

class AddressReader {
  readonly #found: EnvelopeAddress[] = [];
  #words: string[] = [];
  #angle: string | undefined;
  #comment: string | undefined;
  #inGroup = false;

  take(token: string): void {
    if (token === ',') this.#end();
    else if (token === ':' && !this.#inGroup) this.#openGroup();
    else if (token === ';') this.#closeGroup();
    else if (token.startsWith('<')) this.#angle = token.replaceAll(/[<>\s]/g, '');
    else if (token.startsWith('(')) this.#comment = token.slice(1).replace(/\)$/, '');
    else this.#words.push(token);
  }

  finish(): readonly EnvelopeAddress[] {
    if (this.#inGroup) this.#closeGroup();
    this.#end();
    return this.#found;
  }

  #openGroup(): void {
    this.#found.push({ mailbox: this.#phrase() ?? '' });
    this.#reset();
    this.#inGroup = true;
  }

  #closeGroup(): void {
    this.#end();
    if (this.#inGroup) this.#found.push({});
    this.#inGroup = false;
  }

  #end(): void {
    const address = this.#angle ?? this.#words.join('').trim();
    if (address !== '') this.#found.push(this.#entry(address));
    this.#reset();
  }

  #entry(address: string): EnvelopeAddress {
    const at = address.lastIndexOf('@');
    const name = this.#angle === undefined ? this.#comment : (this.#phrase() ?? this.#comment);
    // A host that is missing would read as the start of a group.
    const parts =
      at < 0 ? { mailbox: address, host: '' } : { mailbox: address.slice(0, at), host: address.slice(at + 1) };
    return name === undefined ? parts : { name, ...parts };
  }

  #phrase(): string | undefined {
    const text = this.#words.map(unquoted).join('').replaceAll(/\s+/g, ' ').trim();
    return text === '' ? undefined : text;
  }

  #reset(): void {
    this.#words = [];
    this.#angle = undefined;
    this.#comment = undefined;
  }
}

const unquoted = (word: string): string =>
  word.startsWith('"')
    ? word
        .slice(1)
        .replace(/"$/, '')
        .replaceAll(/\\([^])/g, '$1')
    : word;
