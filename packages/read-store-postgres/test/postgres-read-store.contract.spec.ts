import { readStoreContract } from '@mailfold/read-store/contract';
import { PostgresReadStore } from '../src/postgres-read-store.ts';
import { KillableCluster } from '../src/testing/killable-cluster.ts';
import { reachableFolder } from '../src/testing/reachable-folder.ts';

readStoreContract({
  name: 'PostgreSQL',
  open: async () => {
    const folder = await reachableFolder();
    const cluster = await KillableCluster.start(folder.path);
    const another = (): Promise<PostgresReadStore> => PostgresReadStore.connect({ url: cluster.url });
    const store = await another();
    return {
      store,
      another,
      kill: () => cluster.kill(),
      [Symbol.asyncDispose]: async () => {
        await store[Symbol.asyncDispose]();
        await cluster[Symbol.asyncDispose]();
        await folder[Symbol.asyncDispose]();
      },
    };
  },
});
