export { until, type UntilOptions } from './conditions.ts';
export { corpora, type Corpora } from './corpora.ts';
export { freePort } from './free-port.ts';
export { describeWith, type Missing, type Need } from './not-run.ts';
export { freshDatabase, type FreshDatabase } from './postgres/fresh-database.ts';
