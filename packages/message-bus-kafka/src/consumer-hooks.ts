import kafkajs, { type PartitionAssigner } from 'kafkajs';

/** Moments of a consumer that kafkajs lets nobody wait at. */
export interface ConsumerHooks {
  /** Before the group is joined, each time: what is in hand is finished here, while its partitions are still ours. */
  readonly beforeJoin: () => Promise<void>;
  /** Before each fetch; after a join nothing is fetched before this resolves. */
  readonly beforeFetch: () => Promise<void>;
}

/** The two methods of kafkajs's cluster that come first when it joins and when it fetches. */
interface Cluster {
  findGroupCoordinator: (...args: readonly unknown[]) => Promise<unknown>;
  refreshMetadataIfNecessary: (...args: readonly unknown[]) => Promise<unknown>;
}

/**
 * kafkajs tells of a rebalance by an event that it does not wait for. The one thing of its inside that it hands out is its cluster, to whoever
 * assigns partitions; each consumer has one of its own.
 */
export const assignerWith =
  (hooks: ConsumerHooks): PartitionAssigner =>
  (config) => {
    const cluster = config.cluster as unknown as Cluster;
    before(cluster, 'findGroupCoordinator', hooks.beforeJoin);
    before(cluster, 'refreshMetadataIfNecessary', hooks.beforeFetch);
    return kafkajs.PartitionAssigners.roundRobin(config);
  };

function before(cluster: Cluster, method: keyof Cluster, hook: () => Promise<void>): void {
  const original = cluster[method].bind(cluster);
  cluster[method] = async (...args) => {
    await hook();
    return original(...args);
  };
}
