export { EventBuilder, type EventBuilderOptions, type EventOverrides } from './event-builder.ts';
export { countingIds, HandClock } from './repeatable.ts';
export { scenarios, type ExpectedFact, type Given, type History, type Then } from './scenario.ts';
