import { join } from 'node:path';

export const README = join(import.meta.dirname, '../README.md');

/** Where the table stands in it. */
export const PLACE = ['<!-- table -->', '<!-- end of table -->'] as const;

/** A text with what stands between two marks replaced. @throws Error when it has no such place */
export const between = (text: string, [start, end]: readonly [string, string], inside: string): string => {
  const from = text.indexOf(start);
  const to = text.indexOf(end);
  if (from < 0 || to < from) throw new Error(`no place between ${start} and ${end}`);
  return `${text.slice(0, from + start.length)}\n\n${inside}\n\n${text.slice(to)}`;
};

/** What stands between two marks of a text. */
export const inside = (text: string, [start, end]: readonly [string, string]): string =>
  text.slice(text.indexOf(start), text.indexOf(end));
