import { MailfoldError } from '@mailfold/kernel';
import type { z } from 'zod';

const whereOf = (path: readonly PropertyKey[]): string =>
  path.length === 0 ? 'the whole' : path.map(String).join('.');

/**
 * The environment as a shape makes it; only a `config.ts` calls this with `process.env`. An empty value counts as absent.
 * Throws `config/invalid` that names every variable that does not fit, never its value, which may be a secret.
 */
export function loadConfig<Shape extends z.ZodType>(
  shape: Shape,
  env: Readonly<Record<string, string | undefined>>,
): z.output<Shape> {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = shape.safeParse(given);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path, message }) => ({ variable: whereOf(path), reason: message }));
  throw new MailfoldError({
    code: 'config/invalid',
    message: `The configuration does not fit:\n${problems.map(({ variable, reason }) => `  ${variable}: ${reason}`).join('\n')}`,
    details: { problems },
  });
}
