import type { ApiClient } from '@mailfold/client';
import { until } from '@mailfold/dev-env';
import type { ReadStore } from '@mailfold/read-store';
import { addressOf, type Owner } from './company.ts';
import type { Deed } from './plan.ts';

const PATIENCE_MS = 180_000;
const AGAIN_MS = 100;

/** A mailfold as the deeds see it. */
export interface Mailfold {
  readonly client: ApiClient;
  readonly url: string;
  readonly key: string;
  readonly rows: ReadStore;
}

export type Command = Exclude<Deed, { readonly kind: 'connect' | 'deliver' | 'move' | 'flag' }>;

export interface Request {
  readonly method: 'POST' | 'PUT';
  readonly path: string;
  readonly body: unknown;
  readonly as?: string;
}

/** Does a command as a patient client does: the same Idempotency-Key again and again until the answer says that it is done. */
export const command = async (mailfold: Mailfold, what: Command, id: string): Promise<void> => {
  // A service that has not heard of the thread yet says so, and that is an answer: what is asked then is asked anew.
  let nth = 0;
  const isDone = async (): Promise<boolean> => {
    const isThere = await acknowledged(mailfold, await requestOf(mailfold, what), `${id}-${nth}`);
    nth += 1;
    return isThere;
  };
  await until(isDone, { within: PATIENCE_MS, every: AGAIN_MS, what: `${id} being done: ${JSON.stringify(what)}` });
};

const requestOf = async (mailfold: Mailfold, what: Command): Promise<Request> => {
  if (what.kind === 'record') return { method: 'PUT', path: `/v1/directory/${what.of}/${what.id}`, body: what.body };
  const thread = await threadOf(mailfold, what.owner, what.mail);
  const threads = [thread];
  switch (what.kind) {
    case 'archive':
      return { method: 'POST', path: '/v1/threads/actions', body: { action: 'archive', threads }, as: what.owner };
    case 'link':
      return { method: 'PUT', path: `/v1/threads/${thread}/deal`, body: { dealId: what.deal }, as: what.owner };
    case 'share':
    case 'private': {
      const visibility = what.kind === 'share' ? 'shared' : 'private';
      return { method: 'POST', path: '/v1/threads/sharing', body: { visibility, threads }, as: what.owner };
    }
  }
};

/** The thread of a mail, once it is there. */
const threadOf = async ({ rows }: Mailfold, owner: Owner, mail: string): Promise<string> => {
  const [row] = await until(
    async () => {
      const found = await rows.query<{ root: string }>(
        `select root from threads.message join threads.account using (account)
          where addresses @> array[$1] and internet_message_id = $2 and root is not null`,
        [addressOf(owner), `${mail}@journeys.example`],
      );
      return found.length > 0 && found;
    },
    { within: PATIENCE_MS, every: AGAIN_MS, what: `the thread of ${mail} of ${owner}` },
  );
  return row?.root ?? '';
};

/** The same request with the same key until there is an answer. @returns false when it is that there is no such thread yet */
export const acknowledged = async (
  { url, key }: Mailfold,
  { method, path, body, as }: Request,
  id: string,
): Promise<boolean> => {
  const send = async () => {
    const answer = await fetch(url + path, {
      method,
      headers: {
        authorization: `Bearer ${key}`,
        'content-type': 'application/json',
        'idempotency-key': id,
        ...(as === undefined ? {} : { 'mailfold-act-as': as }),
      },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(15_000),
    });
    const said = await answer.text();
    return answer.status < 500 && answer.status !== 429 && answer.status !== 409 && { status: answer.status, said };
  };
  const { status, said } = await until(send, { within: PATIENCE_MS, every: AGAIN_MS, what: `an answer to ${path}` });
  if (status === 404 || said.includes('"not-found"')) return false;
  if (status >= 400) throw new Error(`${method} ${path} was answered with ${status}: ${said}`);
  return true;
};
