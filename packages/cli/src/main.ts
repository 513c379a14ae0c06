import { cliConfig } from './config.ts';
import { EXIT } from './exit-code.ts';
import { run } from './run.ts';
import { processTerminal } from './terminal/process-terminal.ts';

const interrupt = new AbortController();
// The first one ends what waits and lets it say so; a second one means now.
process.on('SIGINT', () => {
  if (interrupt.signal.aborted) process.exit(EXIT.interrupted);
  interrupt.abort();
});
// Whoever reads our answers may stop reading (head): that is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(EXIT.done);
  throw error;
});

process.exitCode = await run(process.argv.slice(2), {
  terminal: processTerminal(),
  config: cliConfig(),
  now: Date.now,
  signal: interrupt.signal,
});
