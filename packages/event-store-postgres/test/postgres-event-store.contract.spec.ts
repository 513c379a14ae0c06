import { eventStoreContract } from '@mailfold/event-store/contract';
import { PostgresReadStore } from '@mailfold/read-store-postgres';
import { KillableCluster, type ReachableFolder, reachableFolder } from '@mailfold/read-store-postgres/testing';
import { PostgresEventStore } from '../src/postgres-event-store.ts';
import { openStore } from './open-store.ts';

// A cluster of its own, as it is killed: with fsync on, as in production.
let folder: ReachableFolder;
let cluster: KillableCluster;
let databases = 0;

beforeAll(async () => {
  folder = await reachableFolder();
  cluster = await KillableCluster.start(folder.path);
});
afterAll(async () => {
  await cluster[Symbol.asyncDispose]();
  await folder[Symbol.asyncDispose]();
});

async function createDatabase(): Promise<string> {
  databases += 1;
  await using server = await PostgresReadStore.connect({ url: cluster.url });
  await server.query(`create database log_${databases}`);
  const url = new URL(cluster.url);
  url.pathname = `/log_${databases}`;
  return url.href;
}

eventStoreContract({
  name: 'PostgreSQL',
  capabilities: {
    durable: true,
    atomicStreams: true,
    idempotentAny: true,
    sharedTransactions: true,
    uniqueIds: true,
    positionsCount: true,
  },
  open: async (options) => {
    const url = await createDatabase();
    const readStore = await PostgresReadStore.connect({ url });
    const store = await PostgresEventStore.create({ readStore, ...options });
    return {
      store,
      rows: readStore,
      another: (other) => openStore(url, other),
      kill: () => cluster.kill(),
      [Symbol.asyncDispose]: async () => {
        await store[Symbol.asyncDispose]();
        await readStore[Symbol.asyncDispose]();
      },
    };
  },
});
