export {
  DeadLetters,
  type DeadLetterPlace,
  type DeadLetterQuery,
  type ParkedCount,
  type ParkedEvent,
} from './dead-letters.ts';
export type { Command, Decider, Decision, Fact, Needs } from './decider.ts';
export { DeciderRunner, type Executed } from './decider-runner.ts';
export { decideCommands, decideInputs, type Answered, type Rules } from './deciding.ts';
export { PROCESSOR_ERRORS, type ProcessorErrorCode } from './errors.ts';
export { causeOfCommand, causeOfInput, eventOf, streamOf, type Cause } from './event-of-fact.ts';
export { LINGER_MS } from './linger.ts';
export { whenFollowed } from './when-followed.ts';
export { PROCESSOR_MIGRATIONS } from './migrations.ts';
export { ProcessorHost, type Progress } from './processor-host.ts';
export type { Reactor } from './reactor.ts';
export { ReactorRunner } from './reactor-runner.ts';
export type { ProcessorDeps, Retried, Runner } from './runner.ts';
export { settled, type SettledOptions } from './settled.ts';
export type { View } from './view.ts';
export type { ViewHash } from './view-hash.ts';
export type { Rebuilding, Rebuilt } from './view-rebuild.ts';
export { ViewRunner } from './view-runner.ts';
export { enterLive } from './view-tables.ts';
export type { WaitFor } from './waiters.ts';
