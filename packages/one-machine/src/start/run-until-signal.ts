import { lastWords } from '@mailfold/kernel';

/** Runs a program of this machine and ends the process: the first signal asks it to stop, a second one means now. */
export const runUntilSignal = async (
  run: (argv: readonly string[], stop: AbortSignal) => Promise<void>,
): Promise<never> => {
  const stop = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.on(name, () => {
      if (stop.signal.aborted) process.exit(130);
      stop.abort();
    });
  }
  try {
    await run(process.argv.slice(2), stop.signal);
    process.exit(0);
  } catch (error) {
    process.stderr.write(`mailfold: ${lastWords(error)}`);
    process.exit(1);
  }
};
