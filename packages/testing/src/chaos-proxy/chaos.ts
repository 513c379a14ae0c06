/** Who sends: `up` from the client to the server, `down` from the server to the client. */
export type Direction = 'up' | 'down';

/** What happens to the bytes of one direction. Several work together; what is left out does not happen. */
export interface Chaos {
  /** Each byte arrives so many milliseconds later; order is kept. */
  readonly latencyMs?: number;
  /** Bytes a second that get through. */
  readonly bytesPerSecond?: number;
  /** Packets vanish and nobody is told, as behind a router that forgot the connection: what is sent is taken and never arrives. */
  readonly blackhole?: boolean;
  /** So many bytes get through, counted from when this is said; then `ending`. */
  readonly afterBytes?: number;
  /**
   * How `afterBytes` ends it: `cut` closes both sides in order, `reset` by RST, `half-close` ends this direction (FIN) while the
   * other goes on, `blackhole` tells nobody. Default `cut`.
   */
  readonly ending?: 'cut' | 'reset' | 'half-close' | 'blackhole';
}

/** By direction. */
export type ChaosPlan = Readonly<Partial<Record<Direction, Chaos>>>;
