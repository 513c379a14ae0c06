export type { OperationParts, Secrets } from './operation-parts.ts';
export { operationRoutes } from './routes.ts';
