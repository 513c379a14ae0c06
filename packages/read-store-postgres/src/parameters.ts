import type { SqlValue } from '@mailfold/read-store';
import { binaryArray } from './binary-array.ts';
import { arrayTypesOf } from './statements.ts';

/** The values as they are sent: arrays that the statement casts go in binary form, everything else as the driver does it. */
export const parameters = (text: string, values: readonly SqlValue[]): SqlValue[] => {
  const types = arrayTypesOf(text);
  return values.map((value, place) => {
    const type = types.get(place);
    return type !== undefined && Array.isArray(value) ? (binaryArray(type, value) ?? value) : value;
  });
};
