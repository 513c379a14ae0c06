import { cleanText } from '@mailfold/kernel';

const clean = (_key: string, value: unknown): unknown => (typeof value === 'string' ? cleanText(value) : value);

/** JSON as PostgreSQL takes it apart again. `JSON.stringify` writes NUL and lone surrogates as escapes, so most texts need one look. */
export const cleanJson = (value: unknown): string => {
  // Most mails have no copies and no attachments.
  if (Array.isArray(value) && value.length === 0) return '[]';
  const text = JSON.stringify(value);
  return text.includes(String.raw`\u0000`) || text.includes(String.raw`\ud`) ? JSON.stringify(value, clean) : text;
};
