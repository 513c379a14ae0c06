import { once } from 'node:events';
import type { Socket } from 'node:net';

// One TLS record holds 16 KiB: fewer, larger writes are several times faster than a write per row.
const FULL = 64 * 1024;

/** Gathers an answer's pieces into large writes. */
export class Outbox {
  readonly #socket: Socket;
  #pieces: Buffer[] = [];
  #size = 0;
  #allowed = Infinity;
  #muted = false;

  constructor(socket: Socket) {
    this.#socket = socket;
  }

  get full(): boolean {
    return this.#size >= FULL;
  }

  add(piece: string | Buffer): void {
    const bytes = typeof piece === 'string' ? Buffer.from(piece, 'latin1') : piece;
    this.#pieces.push(bytes);
    this.#size += bytes.length;
  }

  limit(bytes: number): void {
    this.#allowed = bytes;
  }

  mute(): void {
    this.#muted = true;
  }

  async flush(): Promise<void> {
    const bytes = this.#take();
    if (bytes.length === 0 || this.#muted || this.#socket.destroyed) return;
    if (bytes.length >= this.#allowed) return this.#lastBytes(bytes.subarray(0, this.#allowed));
    this.#allowed -= bytes.length;
    if (!this.#socket.write(bytes)) await this.#drained();
  }

  #take(): Buffer {
    const bytes = this.#pieces.length === 1 ? (this.#pieces[0] ?? Buffer.alloc(0)) : Buffer.concat(this.#pieces);
    this.#pieces = [];
    this.#size = 0;
    return bytes;
  }

  async #lastBytes(bytes: Buffer): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#socket.write(bytes, () => resolve());
    });
    this.#socket.destroy();
  }

  async #drained(): Promise<void> {
    const over = new AbortController();
    try {
      await Promise.race([
        once(this.#socket, 'drain', { signal: over.signal }),
        once(this.#socket, 'close', { signal: over.signal }),
      ]);
    } catch {
      return; // The socket broke while waiting: the reading side tells.
    } finally {
      over.abort();
    }
  }
}
