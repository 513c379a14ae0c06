import { once } from 'node:events';
import type { Socket } from 'node:net';
import { connect } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { ImapServer } from '../src/index.ts';

/** A client that says what it is told and shows what comes: for answers that a real client hides. */
export class WireClient implements AsyncDisposable {
  readonly #socket: Socket;
  readonly #closed: Promise<unknown>;
  #received = '';
  #taken = 0;
  #count = 0;

  private constructor(socket: Socket) {
    this.#socket = socket;
    this.#closed = once(socket, 'close');
    socket.setEncoding('latin1');
    socket.on('error', () => undefined); // A server that cuts the connection is what many tests want.
    socket.on('data', (text: string) => {
      this.#received += text;
    });
  }

  /** Connected, and logged in when a login is given. */
  static async to(server: ImapServer, login?: string): Promise<WireClient> {
    const { port, tlsPort } = server;
    const socket =
      tlsPort === undefined
        ? connect(port, '127.0.0.1')
        : connectTls({ port: tlsPort, host: '127.0.0.1', rejectUnauthorized: false });
    const client = new WireClient(socket);
    if (login !== undefined) {
      await client.until(/^\* OK .*\r\n/);
      await client.command(`LOGIN ${login} secret`);
    }
    return client;
  }

  /** Everything up to and with the tagged answer. */
  async command(text: string): Promise<string> {
    const tag = this.send(text);
    return this.until(new RegExp(`^${tag} (?:OK|NO|BAD).*\\r\\n`, 'm'));
  }

  /** How many bytes the answer has: for answers too large to look at. */
  async size(text: string): Promise<number> {
    const tag = this.send(text);
    let [size, end] = [0, ''];
    while (!new RegExp(`^${tag} (?:OK|NO|BAD)`, 'm').test(end)) {
      await once(this.#socket, 'data');
      const fresh = this.#received.slice(this.#taken);
      this.#taken = 0;
      this.#received = '';
      size += fresh.length;
      end = (end + fresh).slice(-200);
    }
    return size;
  }

  /** @returns the tag */
  send(text: string): string {
    this.#count += 1;
    const tag = `W${this.#count}`;
    this.#socket.write(`${tag} ${text}\r\n`, 'latin1');
    return tag;
  }

  sendRaw(text: string): void {
    this.#socket.write(text, 'latin1');
  }

  /** What came since the last call, up to the end of the match; rejects when the server hangs up before. */
  async until(pattern: RegExp): Promise<string> {
    for (;;) {
      const fresh = this.#received.slice(this.#taken);
      const found = pattern.exec(fresh);
      if (found !== null) {
        this.#taken += found.index + found[0].length;
        return fresh.slice(0, found.index + found[0].length);
      }
      if (this.#socket.destroyed) throw new Error(`the server hung up after: ${fresh}`);
      await Promise.race([once(this.#socket, 'data'), this.#closed]);
    }
  }

  /** All that came until the server hung up. */
  async rest(): Promise<string> {
    await this.#closed;
    return this.#received.slice(this.#taken);
  }

  hangUp(): void {
    this.#socket.destroy();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.hangUp();
    await this.#closed;
  }
}
