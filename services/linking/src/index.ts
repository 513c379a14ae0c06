export { createLinking } from './container.ts';
