import { runServiceProcess } from '@mailfold/service-process';
import { createVisibility } from './container.ts';

await runServiceProcess({ name: 'visibility', create: ({ platform }) => createVisibility(platform) });
