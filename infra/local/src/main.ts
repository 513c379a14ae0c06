import { runUntilSignal } from '@mailfold/one-machine/start';
import { upConfig } from './config.ts';
import { HELP } from './help.ts';

await runUntilSignal(async (argv, stop) => {
  const config = upConfig(argv);
  if (config.help) return void process.stdout.write(HELP);
  const { up } = await import('./up.ts');
  await up(config, stop);
});
