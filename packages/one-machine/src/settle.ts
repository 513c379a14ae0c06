import type { ApiClient } from '@mailfold/client';
import { settled, type SettledOptions } from '@mailfold/processor';

/** How far everything has come, as one process knows it or many. */
export type Standing = Pick<SettledOptions, 'head' | 'progress' | 'everyMs'>;

/** Resolves when every processor stands at an unchanged head and no account has anything left to catch up, or at the stop. */
export const settle = async (client: ApiClient, standing: Standing, stop: AbortSignal): Promise<void> => {
  await settled({ ...standing, idle: () => allCaughtUp(client), signal: stop }).catch((error: unknown) => {
    if (!stop.aborted) throw error;
  });
};

const allCaughtUp = async (client: ApiClient): Promise<boolean> => {
  const { items } = await client.accounts.list({ limit: 200 });
  return items.every((account) => account.state !== 'catching up');
};
