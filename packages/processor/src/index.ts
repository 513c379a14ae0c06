export type { Command, Decider, Decision, Fact, Needs } from './decider.ts';
export type { View } from './view.ts';
