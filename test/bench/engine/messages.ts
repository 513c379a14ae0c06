/** How an engine of a bench is started: the argument of its process, as JSON. */
export interface EngineOrder {
  readonly dataDirectory: string;
  /** Between rounds through all folders. */
  readonly roundMs: number;
}

/** What the process of an engine is asked. `settle`: answered when nothing is left to do. */
export type EngineAsk = { readonly kind: 'settle' };

/** What it tells. */
export type EngineTell =
  | { readonly kind: 'ready'; readonly apiUrl: string; readonly serviceKey: string }
  | { readonly kind: 'settled'; readonly head: number }
  | { readonly kind: 'failed'; readonly reason: string };
