import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/** A piece of a conversation. Times are `performance.now()`. */
export interface Piece {
  readonly at: number;
  readonly connection: number;
  readonly bytes: number;
  /** The commands that begin in it, as `SELECT` or `UID FETCH`; empty for what the server says. */
  readonly commands: readonly string[];
}

// imapflow numbers its commands in hexadecimal.
const COMMAND = /^[0-9A-F]+ ((?:UID )?[A-Z]+)/gm;

/** Between the engine and a server: writes down how much is said and when, and can cut the line. */
export class CountingProxy implements AsyncDisposable {
  readonly port: number;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  #pieces: Piece[] = [];
  #connections = 0;
  #isCut = false;

  private constructor(server: Server, target: number) {
    this.#server = server;
    this.port = (server.address() as AddressInfo).port;
    server.on('connection', (client) => this.#join(client, target));
  }

  static async start(target: number): Promise<CountingProxy> {
    const server = createServer({ noDelay: true });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new CountingProxy(server, target);
  }

  /** Ends every connection, and refuses others until `mend`. */
  cut(): void {
    this.#isCut = true;
    for (const socket of this.#sockets) socket.destroy();
  }

  mend(): void {
    this.#isCut = false;
  }

  /** What was said since the last time. */
  taken(): readonly Piece[] {
    const pieces = this.#pieces;
    this.#pieces = [];
    return pieces;
  }

  #join(client: Socket, target: number): void {
    if (this.#isCut) return void client.destroy();
    this.#connections += 1;
    const connection = this.#connections;
    const server = connect({ port: target, host: '127.0.0.1', noDelay: true });
    this.#pipe(client, server, (data) => this.#note(connection, data, commandsIn(data)));
    this.#pipe(server, client, (data) => this.#note(connection, data, []));
  }

  #pipe(from: Socket, to: Socket, note: (data: Buffer) => void): void {
    this.#sockets.add(from);
    from.on('data', (data: Buffer) => {
      note(data);
      if (!to.write(data)) from.pause();
    });
    to.on('drain', () => from.resume());
    from.on('error', () => undefined);
    from.once('close', () => {
      this.#sockets.delete(from);
      to.destroy();
    });
  }

  #note(connection: number, data: Buffer, commands: readonly string[]): void {
    this.#pieces.push({ at: performance.now(), connection, bytes: data.length, commands });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.cut();
    this.#server.close();
    await once(this.#server, 'close');
  }
}

const commandsIn = (data: Buffer): readonly string[] =>
  [...data.toString('latin1').matchAll(COMMAND)].map(([, name]) => name ?? '');
