import { createSocket } from 'node:dgram';
import { Resolver } from 'node:dns/promises';
import { once } from 'node:events';
import { decode, encode } from 'dns-packet';
import type { Resolve } from '../src/index.ts';

/** A DNS server of one's own: `answer` is asked for the IPv4 address of a name each time that somebody wants to know it. */
export class DnsServer implements AsyncDisposable {
  readonly #socket = createSocket('udp4');
  readonly #resolver = new Resolver();

  static async start(answer: (name: string) => string): Promise<DnsServer> {
    const server = new DnsServer();
    server.#socket.on('message', (bytes, { port, address }) => {
      const query = decode(bytes);
      const answers = (query.questions ?? []).map(
        ({ name }) => ({ type: 'A', name, ttl: 0, data: answer(name) }) as const,
      );
      const packet = encode({ type: 'response', id: query.id ?? 0, questions: query.questions ?? [], answers });
      server.#socket.send(packet, port, address);
    });
    server.#socket.bind(0, '127.0.0.1');
    await once(server.#socket, 'listening');
    server.#resolver.setServers([`127.0.0.1:${server.#socket.address().port}`]);
    return server;
  }

  readonly resolve: Resolve = async (name) => (await this.#resolver.resolve4(name)).map((address) => ({ address }));

  async [Symbol.asyncDispose](): Promise<void> {
    this.#socket.close();
    await once(this.#socket, 'close');
  }
}
