export { createProjections, type ProjectionParts, type ViewTopics } from './container.ts';
