import { z } from 'zod';

const isPersonal = (schema: z.core.$ZodType): boolean => z.globalRegistry.get(schema)?.['personal'] === true;

const childrenOf = (schema: z.core.$ZodType): readonly (readonly [step: string, child: z.core.$ZodType])[] => {
  if (schema instanceof z.ZodObject) return Object.entries(schema.shape).map(([key, child]) => [`.${key}`, child]);
  if (schema instanceof z.ZodArray) return [['[]', schema.element]];
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodExactOptional || schema instanceof z.ZodNullable) {
    return [['', schema.unwrap()]];
  }
  if (schema instanceof z.ZodUnion) return schema.options.map((option) => ['', option]);
  return [];
};

const walk = (schema: z.core.$ZodType, path: string): readonly string[] =>
  isPersonal(schema) ? [path] : childrenOf(schema).flatMap(([step, child]) => walk(child, path + step));

/** Where personal data lies in an event's data: `subject`, `from[]`, `attachments[].filename`. Each path once, in order. */
export const personalPaths = (data: z.ZodType): readonly string[] => [
  ...new Set(walk(data, '').map((path) => path.replace(/^\./, ''))),
];
