import { isMailfoldError, messageOf } from '@mailfold/kernel';
import type { GuardedFetch } from '@mailfold/network-guard';
import { readClientConfig } from './client-config.ts';
import type { Attempt, Found, Step } from './discovery.ts';
import { foundBy } from './proposal.ts';
import { serversIn } from './servers-in.ts';
import type { Subject } from './subject.ts';
import { serversInWords } from './words.ts';

/** Where a document may be. */
export interface Place {
  readonly step: 'autoconfig' | 'directory';
  readonly url: URL;
  /** `dns`: the place was found by an MX record, which anybody could have forged. */
  readonly trust: 'dns' | 'https';
}

/** For `guardedFetch`: what one document may cost. */
export const DOCUMENT_LIMITS = { timeoutMs: 5_000, maxBytes: 64 * 1024 } as const;

interface Answer {
  readonly answered: string;
  readonly outcome: Step['outcome'];
  readonly found?: Found;
}

/** Fetches an autoconfig document and takes what fits from it. Never rejects. */
export async function askDocument(
  { step, url, trust }: Place,
  subject: Subject,
  fetch: GuardedFetch,
  signal: AbortSignal,
): Promise<Attempt> {
  // The query has the address; a step is about the place.
  const tried = `${url.origin}${url.pathname}`;
  const { answered, outcome, found } = await answerOf(fetch(url, { signal }), subject, trust);
  return { steps: [{ step, tried, answered, outcome }], found };
}

async function answerOf(fetched: Promise<Response>, subject: Subject, trust: Place['trust']): Promise<Answer> {
  try {
    const response = await fetched;
    if (response.status !== 200) return { answered: `no document (HTTP ${response.status})`, outcome: 'nothing' };
    return answerIn(await response.text(), subject, trust);
  } catch (error) {
    return failure(error);
  }
}

function answerIn(xml: string, subject: Subject, trust: Place['trust']): Answer {
  const config = readClientConfig(xml);
  if ('refused' in config) return { answered: config.refused, outcome: 'refused' };
  const picked = serversIn(config, subject);
  if ('refused' in picked) return { answered: picked.refused, outcome: 'refused' };
  if ('nothing' in picked) return { answered: picked.nothing, outcome: 'nothing' };
  return {
    answered: serversInWords(picked.proposal),
    outcome: 'chosen',
    found: foundBy(picked.proposal, subject, trust),
  };
}

/** By the reasons of `network-guard/not-fetched`. */
const REASONS: Readonly<Record<string, Answer>> = {
  'too-large': { answered: `a document of more than ${DOCUMENT_LIMITS.maxBytes / 1024} kB`, outcome: 'refused' },
  redirects: { answered: 'redirects without end', outcome: 'refused' },
  protocol: { answered: 'a redirect to what is not https', outcome: 'refused' },
  login: { answered: 'a redirect to an address with a login in it', outcome: 'refused' },
  timeout: { answered: 'no answer in time', outcome: 'failed' },
  'no-answer': { answered: 'no connection that can be trusted', outcome: 'failed' },
};

function failure(error: unknown): Answer {
  if (isMailfoldError(error, 'network-guard/not-found')) return { answered: 'no such host', outcome: 'nothing' };
  if (isMailfoldError(error, 'network-guard/refused')) return { answered: error.message, outcome: 'refused' };
  const reason = isMailfoldError(error, 'network-guard/not-fetched') ? String(error.details['reason']) : '';
  return REASONS[reason] ?? { answered: messageOf(error), outcome: 'failed' };
}
