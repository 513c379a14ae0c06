import { once } from 'node:events';
import type { Socket } from 'node:net';
import type { ChaosPlan, Direction } from './chaos.ts';
import { Lane } from './lane.ts';

/** One connection through the proxy; what happens to it can be changed at any time. */
export class ProxiedConnection {
  /** Counts from 1 over the proxy's life. */
  readonly number: number;
  readonly #client: Socket;
  readonly #server: Socket;
  readonly #over = new AbortController();
  readonly #lanes: Readonly<Record<Direction, Lane>>;

  constructor(number: number, client: Socket, server: Socket) {
    this.number = number;
    this.#client = client;
    this.#server = server;
    const end = (how: 'cut' | 'reset'): void => this.end(how);
    this.#lanes = {
      up: new Lane(client, server, end, this.#over.signal),
      down: new Lane(server, client, end, this.#over.signal),
    };
  }

  get isOver(): boolean {
    return this.#over.signal.aborted;
  }

  /** Bytes that arrived at the other side so far. */
  bytes(direction: Direction): number {
    return this.#lanes[direction].bytes;
  }

  /** Bytes that vanished so far. */
  lost(direction: Direction): number {
    return this.#lanes[direction].lost;
  }

  /** From now on this, and nothing of what was said before; counts begin anew. */
  play(plan: ChaosPlan): void {
    this.#lanes.up.set(plan.up ?? {});
    this.#lanes.down.set(plan.down ?? {});
  }

  /** Ends it for both sides: `cut` in order (FIN), `reset` by RST. */
  end(how: 'cut' | 'reset'): void {
    if (this.isOver) return;
    this.#over.abort();
    for (const socket of [this.#client, this.#server]) {
      if (how === 'reset') socket.resetAndDestroy();
      else socket.destroySoon();
    }
  }

  /** Carries bytes until both sides have ended, or it is cut. */
  async run(): Promise<void> {
    for (const socket of [this.#client, this.#server]) {
      socket.setNoDelay(true);
      socket.on('error', () => this.end('cut')); // the other side is told in order
    }
    this.#lanes.up.run().catch(() => this.end('cut'));
    this.#lanes.down.run().catch(() => this.end('cut'));
    await Promise.all([this.#client, this.#server].map(closed));
    this.#over.abort();
  }
}

const closed = async (socket: Socket): Promise<void> => {
  if (!socket.closed) await once(socket, 'close');
};
