export { createVisibility } from './container.ts';
