import { goesOn, type ApiClient } from '@mailfold/client';
import { until } from '@mailfold/dev-env';

const WITHIN_MS = 240_000;
/** A record that was published before the first look has reached its member at the second. */
const EVERY_MS = 300;

/** Until nothing is left to do: every process answers, all accounts are caught up, every processor stands at an unchanged head, twice. */
export const settled = async (client: ApiClient, accounts: number): Promise<void> => {
  let before: string | undefined;
  let seen: unknown;
  const isSettled = async (): Promise<boolean> => {
    const at = await quietAt(client, accounts, (what) => (seen = what));
    const isSame = at !== undefined && at === before;
    before = at;
    return isSame;
  };
  await until(isSettled, { within: WITHIN_MS, every: EVERY_MS, what: 'everything being settled' }).catch(
    (cause: unknown) => {
      throw new Error(`nothing settled; last seen: ${JSON.stringify(seen)}`, { cause });
    },
  );
};

const quietAt = async (
  client: ApiClient,
  accounts: number,
  see: (what: unknown) => void,
): Promise<string | undefined> => {
  const { items } = await client.accounts.list({ limit: 200 });
  see(items.map(({ id, state, lastError }) => ({ id, state, lastError })));
  if (items.length < accounts || items.some(goesOn)) return undefined;
  const progress = await client.operation.progress();
  see(progress);
  const { head, processors } = progress;
  return processors.every(({ position }) => position >= head) ? String(head) : undefined;
};
