import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

const END = /^x\d+ (OK|NO|BAD)[^\r\n]*\r\n$/m;

/** The least that can speak IMAP: a line goes out, and what comes back is counted until its tagged answer. */
export class BareClient implements Disposable {
  readonly #socket: Socket;
  #count = 0;
  #tail = '';
  #bytes = 0;
  #answered: (status: string) => void = () => undefined;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('data', (data: Buffer) => this.#take(data));
    socket.on('error', () => undefined);
    socket.once('close', () => this.#answered('nothing'));
  }

  static async open(port: number, user: string, password: string): Promise<BareClient> {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true });
    await once(socket, 'connect');
    const client = new BareClient(socket);
    await client.ask(`LOGIN ${user} ${password}`);
    return client;
  }

  /** @returns bytes of the answer and milliseconds until it was there */
  async ask(command: string, more: Buffer = Buffer.alloc(0)): Promise<{ readonly bytes: number; readonly ms: number }> {
    this.#count += 1;
    this.#bytes = 0;
    this.#tail = '';
    const { promise, resolve } = Promise.withResolvers<string>();
    this.#answered = resolve;
    const begun = performance.now();
    this.#socket.write(Buffer.concat([Buffer.from(`x${this.#count} ${command}`), more, Buffer.from('\r\n')]));
    const status = await promise;
    if (status !== 'OK') throw new Error(`the server answered ${status} to ${command.split(' ')[0]}: ${this.#tail}`);
    return { bytes: this.#bytes, ms: performance.now() - begun };
  }

  #take(data: Buffer): void {
    this.#bytes += data.length;
    this.#tail = (this.#tail + data.toString('latin1')).slice(-512);
    const [, status] = END.exec(this.#tail) ?? [];
    if (status !== undefined) this.#answered(status);
  }

  [Symbol.dispose](): void {
    this.#socket.destroy();
  }
}
