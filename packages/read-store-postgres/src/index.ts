export type { PostgresOptions } from './connections.ts';
export { EmbeddedCluster, type EmbeddedClusterOptions } from './embedded/embedded-cluster.ts';
export { PostgresReadStore } from './postgres-read-store.ts';
