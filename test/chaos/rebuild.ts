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

/** The same, again while events arrived meanwhile: hashes are of one log only when it is quiet. @returns those that are not what they were */
export const unequalAfterRebuild = async (client: ApiClient): Promise<readonly unknown[]> => {
  const compared = async () => {
    const found = await rebuilt(client);
    return found.every(({ state, equal }) => state !== 'done' || equal !== undefined) && found;
  };
  const views = await until(compared, { within: 120_000, every: 500, what: 'a rebuild while nothing arrives' });
  return views.filter(({ state, equal }) => state !== 'done' || equal !== true);
};
