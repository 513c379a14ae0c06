import type { FieldError } from '@mailfold/contracts/http';
import type { z } from 'zod';
import { invalidInput } from './problem.ts';
import type { Route } from './route.ts';

export interface RawInput {
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
  readonly headers: unknown;
}

const PARTS = ['params', 'query', 'body', 'headers'] as const;

const MOST_ERRORS = 50;

const fieldOf = (part: string, path: readonly PropertyKey[]): string => [part, ...path.map(String)].join('.');

// Zod's messages name what was expected; none quotes the value.
const told = (part: string, error: z.ZodError): FieldError[] =>
  error.issues.map((issue) => ({ field: fieldOf(part, issue.path), reason: issue.message }));

/** The request's parts as the route's shapes make them. Throws `api/invalid` with every field that does not fit. */
export function parseInput(route: Route, raw: RawInput): RawInput {
  const errors: FieldError[] = [];
  const parse = (part: (typeof PARTS)[number]): unknown => {
    const parsed = route[part]?.safeParse(raw[part]);
    if (parsed === undefined) return undefined;
    if (parsed.success) return parsed.data;
    errors.push(...told(part, parsed.error));
    return undefined;
  };
  const input = { params: parse('params'), query: parse('query'), body: parse('body'), headers: parse('headers') };
  if (errors.length > 0) throw invalidInput(errors.slice(0, MOST_ERRORS));
  return input;
}
