/** A structured header value: `text/plain; charset=utf-8`. */
export interface Parameterised {
  /** In lower case. */
  readonly value: string;
  readonly parameters: readonly (readonly [name: string, value: string])[];
}

const PARAMETER = /;\s*([^\s=;"]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;\s]*))/g;

/** Reads Content-Type and Content-Disposition (RFC 2045 §5.1, RFC 2183); nonsense gives no parameters. */
export function parseParameterised(text: string): Parameterised {
  const value = /^\s*([^;]*)/.exec(text)?.[1]?.trim().toLowerCase() ?? '';
  const parameters = [...text.matchAll(PARAMETER)].map(
    (found) => [(found[1] ?? '').toLowerCase(), parameterValue(found)] as const,
  );
  return { value, parameters };
}

const parameterValue = (found: RegExpMatchArray): string =>
  found[2] === undefined ? (found[3] ?? '') : found[2].replaceAll(/\\(.)/g, '$1');

export const parameterOf = (header: Parameterised, name: string): string | undefined =>
  header.parameters.find(([key]) => key === name)?.[1];
