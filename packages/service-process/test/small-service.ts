import { runServiceProcess } from '../src/index.ts';

await runServiceProcess({
  name: 'small',
  needs: ['logins'],
  create: () => {
    throw new Error('is not to be started');
  },
});
