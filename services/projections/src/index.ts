export { createProjections, type ProjectionParts } from './container.ts';
