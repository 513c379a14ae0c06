import { MailfoldError } from '@mailfold/kernel';
import { z } from 'zod';

const bad = (what: string, code: string): MailfoldError =>
  new MailfoldError({
    code,
    message: `The ${what} was not made by this API, or was cut: leave it out, or send it as it was given.`,
  });

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value), 'utf8').toString('base64url');

function decode<Shape extends z.ZodType>(text: string, shape: Shape, what: string, code: string): z.output<Shape> {
  try {
    return shape.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')));
  } catch {
    // Whatever is wrong with it, the caller can only do one thing.
    throw bad(what, code);
  }
}

/** Where an event stands: the key that it is ordered by (account, or tenant) and its position in the store. */
export interface KeyPosition {
  readonly key: string;
  readonly position: number;
}

const Wire = z.object({ k: z.uuid(), p: z.number().int().nonnegative() });

/** The `token` of a write's answer, and `?atLeast=` of a read. Throws `api/bad-token` for what is none. */
export const positionToken = {
  encode: (at: KeyPosition): string => encode({ k: at.key, p: at.position }),
  decode: (token: string): KeyPosition => {
    const { k, p } = decode(token, Wire, 'token', 'api/bad-token');
    return { key: k, position: p };
  },
};

/** Where a page ends, as an opaque text. It says nothing about permission, so it needs no signature: every page is filtered anew. */
export const cursor = {
  /** @param at what the query continues after, as JSON. */
  encode: encode,
  /** Throws `api/bad-cursor` for what is none of this shape. */
  decode: <Shape extends z.ZodType>(text: string, shape: Shape): z.output<Shape> =>
    decode(text, shape, 'cursor', 'api/bad-cursor'),
};
