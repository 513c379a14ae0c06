import type { Socket } from 'node:net';
import type { SecureContext } from 'node:tls';
import { TLSSocket } from 'node:tls';
import { CommandReader } from '../protocol/command-reader.ts';
import type { CommandInput } from '../protocol/parse-command.ts';
import { Outbox } from './outbox.ts';

// Pipelined commands wait here; beyond that the client's socket is not read.
const MAX_WAITING = 100;

export interface ConnectionLimits {
  /** The largest command in bytes, literals included. */
  readonly maxCommandBytes: number;
}

/** A client's socket: commands come out of it one by one, text goes into it. Ends quietly; `next` then gives undefined. */
export class ClientConnection {
  readonly id: number;
  readonly #limits: ConnectionLimits;
  #socket: Socket;
  #outbox: Outbox;
  #reader: CommandReader;
  #waiting: CommandInput[] = [];
  #taker: ((input: CommandInput | undefined) => void) | undefined;
  #deaf = false;
  #upgrading = false;
  readonly #ended = new AbortController();

  constructor(id: number, socket: Socket, limits: ConnectionLimits) {
    this.id = id;
    this.#limits = limits;
    this.#socket = socket;
    this.#outbox = new Outbox(socket);
    this.#reader = new CommandReader(limits.maxCommandBytes);
    this.#listen(socket);
  }

  get secure(): boolean {
    return this.#socket instanceof TLSSocket;
  }

  /** Aborted when the connection is over. */
  get ended(): AbortSignal {
    return this.#ended.signal;
  }

  /** The next command; undefined when the connection is over. */
  next(): Promise<CommandInput | undefined> {
    const input = this.#waiting.shift();
    if (input !== undefined || this.ended.aborted) return Promise.resolve(input);
    if (this.#socket.isPaused() && !this.#upgrading) this.#socket.resume();
    return new Promise((resolve) => {
      this.#taker = resolve;
    });
  }

  /** Queues text (latin1) or bytes; `flush` sends them. */
  write(piece: string | Buffer): void {
    this.#outbox.add(piece);
  }

  /** Sends what is queued; waits while the client is slower than the server. */
  async flush(): Promise<void> {
    await this.#outbox.flush();
  }

  /** Sends what is queued if there is much of it. */
  async flushWhenFull(): Promise<void> {
    if (this.#outbox.full) await this.#outbox.flush();
  }

  /** Cuts the connection when so many more bytes are out. */
  limitOutput(bytes: number): void {
    this.#outbox.limit(bytes);
  }

  goDeaf(): void {
    this.#deaf = true;
    this.#waiting = [];
    this.#outbox.mute();
  }

  /** Closes in good order, after what is queued. */
  async end(): Promise<void> {
    await this.flush();
    this.#socket.end();
  }

  drop(): void {
    this.#socket.destroy();
  }

  /** RFC 3501 §6.2.1. What the client sent in clear beyond STARTTLS is thrown away. */
  async startTls(secureContext: SecureContext): Promise<void> {
    const plain = this.#socket;
    plain.removeAllListeners('data');
    this.#waiting = [];
    const secure = new TLSSocket(plain, { isServer: true, secureContext });
    this.#socket = secure;
    this.#outbox = new Outbox(secure);
    this.#reader = new CommandReader(this.#limits.maxCommandBytes);
    this.#listen(secure);
    await new Promise<void>((resolve) => {
      secure.once('secure', () => resolve());
      this.ended.addEventListener('abort', () => resolve(), { once: true });
    });
  }

  /** Stops reading, so that what comes next is read by `startTls`. */
  pauseForTls(): void {
    this.#upgrading = true;
    this.#socket.pause();
  }

  #listen(socket: Socket): void {
    this.#upgrading = false;
    socket.on('data', (chunk: Buffer) => this.#receive(chunk));
    socket.on('error', () => this.#finish()); // A client that goes without a word is its own affair.
    socket.on('close', () => this.#finish());
  }

  #receive(chunk: Buffer): void {
    if (this.#deaf) return;
    for (const event of this.#reader.push(chunk)) {
      if (event.kind === 'input') this.#give(event.input);
      else if (event.kind === 'continue') this.#socket.write('+ Go ahead\r\n');
      else this.#socket.end('* BYE Command too large\r\n');
    }
    if (this.#waiting.length > MAX_WAITING) this.#socket.pause();
  }

  #give(input: CommandInput): void {
    const taker = this.#taker;
    this.#taker = undefined;
    if (taker === undefined) this.#waiting.push(input);
    else taker(input);
  }

  #finish(): void {
    this.#socket.destroy();
    this.#ended.abort();
    this.#taker?.(undefined);
    this.#taker = undefined;
  }
}
