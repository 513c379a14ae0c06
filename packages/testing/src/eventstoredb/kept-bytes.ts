const SLAB_BYTES = 1024 * 1024;

/** Where some bytes lie. */
export interface KeptBytes {
  readonly slab: Buffer;
  readonly at: number;
}

/** Bytes of many events in few large buffers: outside of the heap that a test measures. */
export class ByteKeeper {
  #slab = Buffer.allocUnsafeSlow(SLAB_BYTES);
  #used = 0;

  keep(...parts: readonly Uint8Array[]): KeptBytes {
    const bytes = parts.reduce((sum, part) => sum + part.length, 0);
    if (this.#used + bytes > this.#slab.length) this.#renew(bytes);
    const at = this.#used;
    for (const part of parts) {
      this.#slab.set(part, this.#used);
      this.#used += part.length;
    }
    return { slab: this.#slab, at };
  }

  #renew(bytes: number): void {
    this.#slab = Buffer.allocUnsafeSlow(Math.max(SLAB_BYTES, bytes));
    this.#used = 0;
  }
}
