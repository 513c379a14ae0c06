import type { KeptBytes } from './kept-bytes.ts';

/** An event on its way into the log. */
export interface Proposed {
  readonly id: string;
  readonly type: string;
  readonly contentType: string;
  readonly data: Uint8Array;
  readonly metadata: Uint8Array;
}

/** Bytes of an event, as the limit of an append counts them. */
export const bytesOf = ({ data, metadata }: Proposed): number => data.length + metadata.length;

/** An event in the log. */
export class Recorded {
  readonly stream: string;
  readonly revision: number;
  readonly position: number;
  readonly id: string;
  readonly type: string;
  readonly contentType: string;
  readonly createdMs: number;
  readonly #kept: KeptBytes;
  readonly #dataLength: number;
  readonly #metadataLength: number;

  constructor(
    place: { readonly stream: string; readonly revision: number; readonly position: number },
    { id, type, contentType, data, metadata }: Proposed,
    kept: KeptBytes,
  ) {
    this.stream = place.stream;
    this.revision = place.revision;
    this.position = place.position;
    this.id = id;
    this.type = type;
    this.contentType = contentType;
    this.createdMs = Date.now();
    this.#kept = kept;
    this.#dataLength = data.length;
    this.#metadataLength = metadata.length;
  }

  get data(): Uint8Array {
    const { slab, at } = this.#kept;
    return slab.subarray(at, at + this.#dataLength);
  }

  get metadata(): Uint8Array {
    const { slab, at } = this.#kept;
    return slab.subarray(at + this.#dataLength, at + this.#dataLength + this.#metadataLength);
  }
}
