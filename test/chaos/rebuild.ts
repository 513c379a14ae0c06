import type { ApiClient } from '@mailfold/client';
import { until } from '@mailfold/dev-env';

/** Makes every view anew from the log. @returns those that are not, by hash, what they were */
export const unequalAfterRebuild = async (client: ApiClient): Promise<readonly unknown[]> => {
  const { id } = await client.operation.rebuild();
  const { views } = await until(
    async () => {
      const now = await client.operation.rebuildStatus(id);
      return now.state !== 'running' && now;
    },
    { within: 120_000, every: 100, what: 'the rebuild' },
  );
  return views.filter(({ state, equal }) => state !== 'done' || equal !== true);
};
