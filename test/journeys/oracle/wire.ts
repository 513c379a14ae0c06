import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** One response of a server: its line, each literal cut out and put beside it (RFC 9051 §4.3). */
export interface ImapResponse {
  /** Without line end; a literal stands as `{0}`, `{1}`, … by its place in `literals`. */
  readonly line: string;
  readonly literals: readonly Buffer[];
}

const LITERAL = /\{(\d+)\}$/;

/** A connection to an IMAP server, at the level of lines and literals. */
export class Wire {
  readonly #socket: Socket;
  readonly #chunks: AsyncIterator<Buffer>;
  #rest: Buffer = Buffer.alloc(0);
  #tags = 0;

  private constructor(socket: Socket) {
    this.#socket = socket;
    this.#chunks = socket[Symbol.asyncIterator]();
  }

  static async connect(host: string, port: number): Promise<Wire> {
    const socket = connect({ host, port, noDelay: true });
    await once(socket, 'connect');
    const wire = new Wire(socket);
    await wire.#response();
    return wire;
  }

  /**
   * Sends a command. @returns its untagged responses. Rejects unless it ends with OK
   * @param literal the command's last argument, sent when the server is ready for it (RFC 9051 §4.3)
   */
  async command(text: string, literal?: Buffer): Promise<readonly ImapResponse[]> {
    this.#tags += 1;
    const tag = `o${this.#tags}`;
    const responses: ImapResponse[] = [];
    this.#socket.write(`${tag} ${text}${literal === undefined ? '' : ` {${literal.length}}`}\r\n`);
    if (literal !== undefined) await this.#sendWhenReady(tag, literal);
    for (;;) {
      const response = await this.#response();
      if (!response.line.startsWith(`${tag} `)) responses.push(response);
      else if (response.line.startsWith(`${tag} OK`)) return [...responses, response];
      else throw new Error(`${text.split(' ')[0]} was answered with ${response.line}`);
    }
  }

  async #sendWhenReady(tag: string, literal: Buffer): Promise<void> {
    for (;;) {
      const { line } = await this.#response();
      if (line.startsWith(`${tag} `)) throw new Error(`a literal was answered with ${line}`);
      if (!line.startsWith('+')) continue;
      this.#socket.write(Buffer.concat([literal, Buffer.from('\r\n')]));
      return;
    }
  }

  close(): void {
    this.#socket.destroy();
  }

  async #response(): Promise<ImapResponse> {
    const literals: Buffer[] = [];
    let line = '';
    for (;;) {
      line += await this.#line();
      const length = LITERAL.exec(line)?.[1];
      if (length === undefined) return { line, literals };
      line = line.replace(LITERAL, `{${literals.length}}`);
      literals.push(await this.#bytes(Number(length)));
    }
  }

  async #line(): Promise<string> {
    for (;;) {
      const end = this.#rest.indexOf('\r\n');
      if (end >= 0) return (await this.#bytes(end + 2)).toString('latin1', 0, end);
      await this.#more();
    }
  }

  async #bytes(length: number): Promise<Buffer> {
    const parts = [this.#rest];
    for (let have = this.#rest.length; have < length;) {
      const next = await this.#chunks.next();
      if (next.done === true) throw new Error('the server closed the connection');
      parts.push(next.value);
      have += next.value.length;
    }
    const all = parts.length === 1 ? this.#rest : Buffer.concat(parts);
    this.#rest = all.subarray(length);
    return all.subarray(0, length);
  }

  async #more(): Promise<void> {
    const next = await this.#chunks.next();
    if (next.done === true) throw new Error('the server closed the connection');
    this.#rest = Buffer.concat([this.#rest, next.value]);
  }
}
