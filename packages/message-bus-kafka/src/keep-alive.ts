/** What the broker answers to the heartbeat of a member that has to join again. */
const JOIN_AGAIN = new Set([
  'REBALANCE_IN_PROGRESS',
  'NOT_COORDINATOR_FOR_GROUP',
  'ILLEGAL_GENERATION',
  'UNKNOWN_MEMBER_ID',
]);

/**
 * Gives signs of life while work lasts, however long that is.
 * @param rebalancing told of the error by which kafkajs knows that it has to join again
 */
export async function keepAlive<Result>(
  heartbeat: () => Promise<void>,
  everyMs: number,
  rebalancing: (error: unknown) => void,
  work: () => Promise<Result>,
): Promise<Result> {
  const beat = async (): Promise<void> => {
    try {
      await heartbeat();
    } catch (thrown) {
      // Any other failure is seen by kafkajs itself when the work is done.
      if (isRebalancing(thrown)) rebalancing(thrown);
    }
  };
  // kafkajs lets a heartbeat through when the last one is so long ago; looking twice as often misses none.
  const timer = setInterval(() => void beat(), everyMs / 2);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}

function isRebalancing(thrown: unknown): boolean {
  return typeof thrown === 'object' && thrown !== null && 'type' in thrown && JOIN_AGAIN.has(String(thrown.type));
}
