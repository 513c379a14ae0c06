import { isDeepStrictEqual } from 'node:util';
import type { NewEvent } from './events.ts';

const asJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value ?? null));

/** The same type and data, whatever order the fields have. Meta may differ: another attempt, another trace. */
export const sameContent = (stored: NewEvent, offered: NewEvent): boolean =>
  stored.type === offered.type && isDeepStrictEqual(asJson(stored.data), asJson(offered.data));
