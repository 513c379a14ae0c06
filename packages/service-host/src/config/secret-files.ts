import { MailfoldError } from '@mailfold/kernel';
import { readFileSync } from 'node:fs';

type Env = Readonly<Record<string, string | undefined>>;

/**
 * Secrets may lie in files, as orchestrators give them: a variable with `_FILE` behind its name names one.
 * @param names of the variables that may
 * @throws MailfoldError `config/invalid` for a file that cannot be read
 */
export const withSecretFiles = (env: Env, names: readonly string[]): Env => {
  const read = names.flatMap((name) => {
    const path = env[`${name}_FILE`];
    return path === undefined || path === '' ? [] : [[name, textOf(`${name}_FILE`, path)] as const];
  });
  return { ...env, ...Object.fromEntries(read) };
};

const textOf = (variable: string, path: string): string => {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch (cause) {
    const message = `The configuration does not fit:\n  ${variable}: the file ${path} cannot be read`;
    throw new MailfoldError({ code: 'config/invalid', message, cause });
  }
};
