import type { ClientName } from '../render/client.ts';

/** Someone who writes mail, with the program and the clock they write it by. */
export interface Person {
  readonly key: string;
  readonly name: string;
  readonly address: string;
  readonly client: ClientName;
  /** As in a Date field: `+0900`. */
  readonly offset: string;
  readonly signature: readonly string[];
}
