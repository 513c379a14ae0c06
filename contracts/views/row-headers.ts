import { z } from 'zod';

/** Headers of a row on a view's topic. Rows are no events: they have no id of their own, and only the newest of a key counts. */
export const ROW_HEADER = {
  contentType: 'content-type',
  schema: 'schema',
  position: 'position',
} as const;

/** As text; published as `schemas/mailfold.row-headers.v1.json`. */
export const RowHeaders = z.object({
  [ROW_HEADER.contentType]: z.literal('application/json'),
  [ROW_HEADER.schema]: z.string().describe('The view and its version, as its topic is called.'),
  [ROW_HEADER.position]: z
    .string()
    .regex(/^\d+$/)
    .describe(
      'Of the event after which the row, or its absence, is so. It grows within a key: ignore what is below the last.',
    ),
});

export type RowHeaders = z.output<typeof RowHeaders>;
