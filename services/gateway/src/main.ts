import { runProgram } from '@mailfold/service-process';
import { settingsFrom, shownSettings } from './config.ts';

await runProgram({
  name: 'gateway',
  settings: settingsFrom,
  shown: shownSettings,
  run: async (settings) => {
    const { serve } = await import('./serve.ts');
    await serve(settings);
  },
});
