import type { ReadName } from './metric-names.ts';

/** One figure, read when somebody asks. */
export interface Reading {
  readonly name: ReadName;
  readonly value: number;
  /** One value for each label of the metric. */
  readonly labels?: Readonly<Record<string, string>>;
}
