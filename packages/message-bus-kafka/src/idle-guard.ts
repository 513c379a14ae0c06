import { createRequire } from 'node:module';

/** The part of kafkajs's request queue that is mended. */
interface RequestQueue {
  readonly pending: readonly unknown[];
  readonly throttledUntil: number;
}

const { prototype } = createRequire(import.meta.url)('kafkajs/src/network/requestQueue') as {
  readonly prototype: { scheduleCheckPendingRequests: (this: RequestQueue) => void };
};
const original = prototype.scheduleCheckPendingRequests;

/**
 * kafkajs 2.2.4 looks for waiting requests by a timer that sets itself again whether or not any wait, at a time that lies in the past while
 * nothing throttles it; since Node 20 such a timer fires after a millisecond, so each idle connection wakes a thousand times a second. The
 * timer is needed only while requests wait or Kafka throttles us; whoever adds a request sets it anew.
 */
function scheduleWhenNeeded(this: RequestQueue): void {
  if (this.pending.length > 0 || this.throttledUntil > Date.now()) original.call(this);
}

export function installIdleGuard(): void {
  prototype.scheduleCheckPendingRequests = scheduleWhenNeeded;
}

/** For the test that shows what the guard is for. */
export function removeIdleGuard(): void {
  prototype.scheduleCheckPendingRequests = original;
}
