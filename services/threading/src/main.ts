import { runServiceProcess } from '@mailfold/service-process';
import { createThreading } from './container.ts';

await runServiceProcess({ name: 'threading', create: ({ platform }) => createThreading(platform) });
