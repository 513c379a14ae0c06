import { type Settings, settingsFrom, shownSettings } from './config.ts';
import { type Errand, runProgram } from './run-program.ts';
import type { ServiceProcess } from './service-process.ts';

/** A service's `main.ts`: everything from the environment to the last line. Ends the process. */
export const runServiceProcess = (service: ServiceProcess): Promise<never> =>
  runProgram({
    name: service.name,
    settings: (env) => settingsFrom(env, service.needs ?? []),
    shown: shownSettings,
    errands: { '--new-service-key': newServiceKey },
    run: async (settings) => {
      // Loaded when it is known that there is something to run.
      const { serve } = await import('./serve.ts');
      await serve(service, settings);
    },
  });

/** How the first caller gets in: who can read the settings of a service may make a key. */
const newServiceKey: Errand<Settings> = {
  word: 'LABEL',
  help: 'make a service key of the API, print it once, and end',
  run: async (settings, label) => {
    const { makeServiceKey } = await import('./make-service-key.ts');
    return makeServiceKey(settings, label === '' ? 'made by an operator' : label);
  },
};
