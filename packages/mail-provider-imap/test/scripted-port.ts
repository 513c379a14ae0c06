import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';

/** A port that says what a test tells it to, and keeps what it heard. */
export class ScriptedPort implements AsyncDisposable {
  readonly #server;
  readonly #sockets = new Set<Socket>();
  #heard = '';
  connections = 0;

  constructor(onConnection: (socket: Socket) => void) {
    this.#server = createServer((socket) => {
      this.connections += 1;
      this.#sockets.add(socket);
      socket.on('error', () => undefined); // a client that hangs up is part of the play
      socket.on('data', (bytes) => {
        this.#heard += bytes.toString('latin1');
      });
      onConnection(socket);
    });
  }

  static async open(onConnection: (socket: Socket) => void = () => undefined): Promise<ScriptedPort> {
    const port = new ScriptedPort(onConnection);
    port.#server.listen(0, '127.0.0.1');
    await once(port.#server, 'listening');
    return port;
  }

  get port(): number {
    const address = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('a TCP server without a port');
    return address.port;
  }

  get heard(): string {
    return this.#heard;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
    await once(this.#server, 'close');
  }
}

/** Answers each line that a client sends. */
export const answering =
  (greeting: string, answer: (line: string, socket: Socket) => void) =>
  (socket: Socket): void => {
    socket.write(greeting);
    socket.on('data', (bytes) => {
      for (const line of bytes.toString('latin1').split('\r\n')) if (line !== '') answer(line, socket);
    });
  };
