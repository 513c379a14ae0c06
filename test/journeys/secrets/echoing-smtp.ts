import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { createInterface } from 'node:readline';

/** A submission server that refuses every login, and repeats in its answer what it was given. */
export class EchoingSmtp implements AsyncDisposable {
  readonly port: number;
  readonly #close: () => Promise<unknown>;

  private constructor(port: number, close: () => Promise<unknown>) {
    this.port = port;
    this.#close = close;
  }

  static async start(): Promise<EchoingSmtp> {
    const server = createServer(greet).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('a TCP server without a port');
    return new EchoingSmtp(address.port, () => once(server.close(), 'close'));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#close();
  }
}

const greet = (socket: Socket): void => {
  socket.on('error', () => undefined);
  socket.write('220 echo.example ESMTP\r\n');
  createInterface({ input: socket }).on('line', (line) => {
    if (line.startsWith('EHLO')) socket.write('250-echo.example\r\n250 AUTH PLAIN\r\n');
    else if (line.startsWith('QUIT')) socket.end('221 bye\r\n');
    else socket.write(`535 5.7.8 cannot do ${line}\r\n`);
  });
};
