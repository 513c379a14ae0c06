import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import type { ChaosPlan } from './chaos.ts';
import { ProxiedConnection } from './proxied-connection.ts';

export interface ChaosProxyOptions {
  /** The server behind it. */
  readonly host?: string;
  readonly port: number;
  /** What happens to each new connection, by its number (from 1); nothing when left out. */
  readonly plan?: (number: number) => ChaosPlan;
}

/** A TCP proxy on loopback that does to connections what networks do: between a client that is tested and a real server. */
export class ChaosProxy implements AsyncDisposable {
  readonly port: number;
  readonly host = '127.0.0.1';
  readonly #server: Server;
  readonly #options: ChaosProxyOptions;
  readonly #connections = new Set<ProxiedConnection>();
  #plan: (number: number) => ChaosPlan;
  #refuses = false;
  #count = 0;

  private constructor(server: Server, port: number, options: ChaosProxyOptions) {
    this.#server = server;
    this.port = port;
    this.#options = options;
    this.#plan = options.plan ?? (() => ({}));
    server.on('connection', (client) => void this.#carry(client));
  }

  static async start(options: ChaosProxyOptions): Promise<ChaosProxy> {
    // `allowHalfOpen`: an end in one direction is carried over as such, and not answered here.
    const server = createServer({ allowHalfOpen: true });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('a TCP server without a port');
    return new ChaosProxy(server, address.port, options);
  }

  /** Those that are open now, in the order in which they came. */
  get connections(): readonly ProxiedConnection[] {
    return [...this.#connections];
  }

  /** How many ever came, refused ones included. */
  get count(): number {
    return this.#count;
  }

  /** Said to every open connection, and to those to come. */
  play(plan: ChaosPlan): void {
    this.#plan = () => plan;
    for (const connection of this.#connections) connection.play(plan);
  }

  /** New connections are reset as soon as they come, as long as this is so. */
  refuse(refuses: boolean): void {
    this.#refuses = refuses;
  }

  /** Ends every open connection. */
  endAll(how: 'cut' | 'reset' = 'cut'): void {
    for (const connection of this.#connections) connection.end(how);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.close();
    this.endAll('reset');
    await once(this.#server, 'close');
  }

  async #carry(client: Socket): Promise<void> {
    this.#count += 1;
    const number = this.#count;
    client.on('error', () => undefined); // whoever carries it looks at its end
    if (this.#refuses) return void client.resetAndDestroy();
    const { host = '127.0.0.1', port } = this.#options;
    const server = connect({ host, port, allowHalfOpen: true });
    server.on('error', () => undefined);
    const connection = new ProxiedConnection(number, client, server);
    connection.play(this.#plan(number));
    this.#connections.add(connection);
    await connection.run();
    this.#connections.delete(connection);
  }
}
