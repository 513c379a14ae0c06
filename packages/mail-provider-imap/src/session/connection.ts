import type { ImapFlow } from 'imapflow';
import type { Place } from '../connect/place.ts';
import type { Limits } from '../limits.ts';
import type { Redact } from '../redact.ts';
import type { Timeouts } from '../timeouts.ts';
import type { IdleLimits } from '../idle-limits.ts';
import { FolderNews } from './folder-news.ts';
import { Idling } from './idling.ts';
import { SizeEstimate } from './size-estimate.ts';

/** What every verb of a session works with. */
export interface Connection {
  readonly client: ImapFlow;
  readonly place: Place;
  readonly limits: Limits;
  readonly timeouts: Timeouts;
  readonly redact: Redact;
  readonly sizes: SizeEstimate;
  readonly news: FolderNews;
  readonly idling: Idling;
  readonly idleLimits: IdleLimits;
  /** The last tagged answer: the library turns many a NO into `false` and keeps the reason to itself. */
  readonly lastAnswer: () => { readonly status: string; readonly code: string };
  /** Why the connection ended, where an error said so. */
  readonly lastError: () => unknown;
  /** Ends the connection because nobody answers. */
  readonly giveUp: (reason: string) => void;
}

interface Answer {
  readonly response: string;
  readonly code?: string;
}

export function observed(
  parts: Pick<Connection, 'client' | 'place' | 'limits' | 'timeouts' | 'redact' | 'idleLimits'>,
): Connection {
  let answer = { status: '', code: '' };
  let error: unknown;
  parts.client.on('response', ({ response, code = '' }: Answer) => {
    answer = { status: response.toUpperCase(), code: code.toUpperCase() };
  });
  parts.client.on('error', (reason) => {
    error = reason;
  });
  return {
    ...parts,
    sizes: new SizeEstimate(),
    news: new FolderNews(parts.client),
    idling: new Idling(parts.client),
    lastAnswer: () => answer,
    lastError: () => error,
    giveUp: (code) => {
      error ??= Object.assign(new Error(code), { code });
      parts.client.close();
    },
  };
}
