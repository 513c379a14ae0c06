import type { ApiClient } from '@mailfold/client';
import { until } from '@mailfold/dev-env';

/** Makes every view anew from the log. @returns what became of each */
export const rebuilt = async ({ operation }: ApiClient) => {
  const { id } = await operation.rebuild();
  const isOver = async () => {
    const now = await operation.rebuildStatus(id);
    return now.state !== 'running' && now;
  };
  const { views } = await until(isOver, { within: 120_000, every: 100, what: 'the rebuild' });
  return views;
};

/** The same while nothing arrives. @returns those that are not, by hash, what they were */
export const unequalAfterRebuild = async (client: ApiClient): Promise<readonly unknown[]> =>
  (await rebuilt(client)).filter(({ state, equal }) => state !== 'done' || equal !== true);
