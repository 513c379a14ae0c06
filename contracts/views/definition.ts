import type { z } from 'zod';
import { viewTopic } from '../topics/topic-names.ts';

/** A view whose rows leave for subscribers: a compacted topic, one record for each row, a tombstone where it is taken back. */
export interface ViewDefinition<Row extends z.ZodType = z.ZodType> {
  /** `deal-timeline` */
  readonly view: string;
  readonly version: number;
  /** `mailfold.views.<view>.v<version>`; also the name of the row's schema. */
  readonly topic: string;
  readonly row: Row;
  /** What a record's key is, in words. */
  readonly key: string;
  /** When a row is there, and whom it is for. */
  readonly description: string;
}

export const defineView = <Row extends z.ZodType>(
  parts: Pick<ViewDefinition<Row>, 'view' | 'version' | 'row' | 'key' | 'description'>,
): ViewDefinition<Row> => ({ ...parts, topic: viewTopic(parts.view, parts.version) });
