import { isMailfoldError } from '@mailfold/kernel';

/** Statements sent at once: waits for all, and rejects with the failure that made the others fail. */
export const together = async (...sent: readonly Promise<unknown>[]): Promise<void> => {
  const failures = (await Promise.allSettled(sent)).flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
  if (failures.length === 0) return;
  throw failures.find((thrown) => !isMailfoldError(thrown, 'read-store/aborted')) ?? failures[0];
};
