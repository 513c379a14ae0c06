/** How long the provider waits, in milliseconds. */
export interface Timeouts {
  /** From the first packet to a selected login, all together. */
  readonly connectMs: number;
  /** For the connection itself, and its TLS where that comes first. */
  readonly reachMs: number;
  /** For the greeting of an accepted connection. */
  readonly greetingMs: number;
  /** Without a byte from the server while an answer is due. */
  readonly silenceMs: number;
  /** For one call of a session, however much the server talks. */
  readonly callMs: number;
  /** IDLE is left and entered again after this, so that a dead connection is noticed (S15) and servers with a limit (S16) never reach it. */
  readonly idleMs: number;
  /** Never less than this, whatever a server taught us. */
  readonly leastIdleMs: number;
  /** For the end of IDLE after DONE; then the connection counts as dead. */
  readonly replyMs: number;
  /** Between two looks where the server has no IDLE. */
  readonly pollMs: number;
}

export const defaultTimeouts: Timeouts = {
  connectMs: 45_000,
  reachMs: 15_000,
  greetingMs: 10_000,
  silenceMs: 150_000,
  callMs: 600_000,
  idleMs: 120_000,
  leastIdleMs: 15_000,
  replyMs: 20_000,
  pollMs: 30_000,
};
