export { createThreading } from './container.ts';
export { emptyState, type ThreadingState } from './domain/state.ts';
export { threadingRules } from './domain/threading-rules.ts';
