import { runUntilSignal } from '@mailfold/one-machine/start';
import { upConfig } from './config.ts';
import { HELP } from './help.ts';
import { run } from './run.ts';

await runUntilSignal(async (argv, stop) => {
  const config = upConfig(argv);
  if (config.help) process.stdout.write(HELP);
  else await run(config, stop);
});
