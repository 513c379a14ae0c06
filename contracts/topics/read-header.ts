import { InvalidRecord } from './invalid-record.ts';

/** A header as Kafka clients give it: kafkajs as Buffers, and as a list where a name comes twice. */
export type HeaderValue = string | Buffer | readonly (string | Buffer)[] | undefined;
export type HeaderValues = Readonly<Record<string, HeaderValue>>;

/** The text of a header, or nothing where there is none. */
export const optional = (headers: HeaderValues, name: string): string | undefined => {
  const value = headers[name];
  if (value === undefined || typeof value === 'string') return value;
  if (Buffer.isBuffer(value)) return value.toString('utf8');
  throw new InvalidRecord(`header ${name}`, 'comes more than once');
};

export const required = (headers: HeaderValues, name: string): string => {
  const value = optional(headers, name);
  if (value === undefined || value === '') throw new InvalidRecord(`header ${name}`, 'is missing');
  return value;
};

const wholeNumber = (name: string, text: string): number => {
  const value = Number(text);
  // As written by us: no sign, no spaces, no exponent, nothing that a number cannot hold.
  if (String(value) !== text || !Number.isSafeInteger(value) || value < 0)
    throw new InvalidRecord(`header ${name}`, 'is no whole number from 0');
  return value;
};

export const requiredNumber = (headers: HeaderValues, name: string): number =>
  wholeNumber(name, required(headers, name));

export const optionalNumber = (headers: HeaderValues, name: string): number | undefined => {
  const text = optional(headers, name);
  return text === undefined ? undefined : wholeNumber(name, text);
};
