/** How the process of the mail server is started: the argument, as JSON. */
export interface ServerOrder {
  readonly accounts: number;
  /** Mails that lie in each INBOX before. */
  readonly mails: number;
}

/** What it is asked; each is answered. `receivedAt`: INTERNALDATE, in milliseconds since 1970. */
export type ServerAsk =
  | { readonly kind: 'deliver'; readonly login: string; readonly raw: string; readonly receivedAt: number }
  | { readonly kind: 'count' };

export type ServerTell =
  | { readonly kind: 'ready'; readonly port: number }
  /** Milliseconds since 1970: just before EXISTS is written. */
  | { readonly kind: 'delivered'; readonly existsAt: number }
  | { readonly kind: 'counted'; readonly connections: number; readonly idling: number }
  | { readonly kind: 'failed'; readonly reason: string };

export const PASSWORD = 'bench';

export const loginOf = (nth: number): string => `person-${nth}@company-${nth % 10}.example`;
