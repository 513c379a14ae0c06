export type { OperationParts } from './operation-parts.ts';
export { operationRoutes } from './routes.ts';
