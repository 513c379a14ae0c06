import { definitionOf, personalPaths } from '@mailfold/contracts';

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** @param path as `attachments[].filename`, cut at its dots */
const without = (value: unknown, path: readonly string[]): unknown => {
  const [step = '', ...rest] = path;
  const field = step.replace(/(\[\])+$/, '');
  if (!isFields(value) || !(field in value)) return value;
  if (rest.length === 0) return Object.fromEntries(Object.entries(value).filter(([name]) => name !== field));
  const inner = value[field];
  const left = Array.isArray(inner) ? inner.map((one: unknown) => without(one, rest)) : without(inner, rest);
  return { ...value, [field]: left };
};

/** An event's data without its personal fields; nothing at all of a type whose fields are not known. */
export const withoutPersonal = (type: string, data: unknown): Fields => {
  const definition = definitionOf(type);
  if (definition === undefined) return {};
  const left = personalPaths(definition.data).reduce((all, path) => without(all, path.split('.')), data);
  return isFields(left) ? left : {};
};
