import { isMailfoldError, messageOf } from '@mailfold/kernel';
import { upConfig } from './config.ts';
import { outputTo } from './output.ts';
import { HELP } from './show.ts';
import { up } from './up.ts';

const stop = new AbortController();
for (const name of ['SIGINT', 'SIGTERM'] as const) {
  process.on(name, () => {
    if (stop.signal.aborted) process.exit(130);
    stop.abort();
  });
}

try {
  const config = upConfig(process.argv.slice(2));
  if (config.help) process.stdout.write(HELP);
  else await up(config, outputTo(process.stderr, config), stop.signal);
  process.exit(0);
} catch (error) {
  process.stderr.write(`mailfold: ${messageOf(error)}\n`);
  if (!isMailfoldError(error) && error instanceof Error) process.stderr.write(`${error.stack ?? ''}\n`);
  process.exit(1);
}
