export type { Command, Decider, Decision, Fact, Needs } from './decider.ts';
export { DeciderRunner, type Executed } from './decider-runner.ts';
export { decideCommands, decideInputs, type Answered, type Rules } from './deciding.ts';
export { PROCESSOR_ERRORS, type ProcessorErrorCode } from './errors.ts';
export { causeOfCommand, causeOfInput, eventOf, streamOf, type Cause } from './event-of-fact.ts';
export { PROCESSOR_MIGRATIONS } from './migrations.ts';
export type { ProcessorDeps, Retried, Runner } from './runner.ts';
export type { View } from './view.ts';
