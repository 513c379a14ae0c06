import { askDesk } from '../desk/client.ts';

export type FreshDatabase = {
  /** Connection URL of an empty database that nobody else uses. */
  readonly url: string;
  /** Drops it, ending the connections it still has. What is not dropped goes with the run. */
  drop(): Promise<void>;
};

/**
 * An empty PostgreSQL database for one suite. The cluster is started by the first who asks and shared by the whole run;
 * `MAILFOLD_TEST_POSTGRES` names a server to use instead.
 */
export async function freshDatabase(): Promise<FreshDatabase> {
  const { url } = await askDesk('create-database', {});
  return { url, drop: async () => void (await askDesk('drop-database', { url })) };
}
