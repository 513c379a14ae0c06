export { createThreading } from './container.ts';
