import { runServiceProcess } from '@mailfold/service-process';
import { createLinking } from './container.ts';

await runServiceProcess({ name: 'linking', create: ({ platform }) => createLinking(platform) });
