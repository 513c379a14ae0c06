import { MailfoldError } from '@mailfold/kernel';
import type { ViewRunner } from '@mailfold/processor';
import { positionToken } from '@mailfold/service-host';

const WAIT_MS = 5_000;

/** A client reads its own writes: waits until these views have reached the token, a few seconds at most. */
export const reach = async (views: readonly ViewRunner[], atLeast: string | undefined): Promise<void> => {
  if (atLeast === undefined) return;
  const { key, position } = positionToken.decode(atLeast);
  const reached = await Promise.all(views.map((view) => view.waitFor({ key, position, timeoutMs: WAIT_MS })));
  if (reached.every(Boolean)) return;
  throw new MailfoldError({
    code: 'view/unavailable',
    message: `The view has not reached the given token within ${WAIT_MS / 1_000} s: ask again, or read without atLeast.`,
    retry: 'backoff',
  });
};

export const notFound = (kind: 'thread' | 'message' | 'attachment' | 'record', id: string): MailfoldError =>
  new MailfoldError({ code: `${kind}/not-found`, message: `There is no ${kind} ${id} that you may see.` });
