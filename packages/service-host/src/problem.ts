import { FieldError, type Problem } from '@mailfold/contracts/http';
import { isMailfoldError, MailfoldError } from '@mailfold/kernel';
import { STATUS_CODES } from 'node:http';
import { z } from 'zod';
import { statusOf } from './status-of.ts';

const FieldErrors = z.object({ errors: z.array(FieldError) });

const fieldErrors = (error: MailfoldError): Pick<Problem, 'errors'> => {
  const parsed = FieldErrors.safeParse(error.details);
  return parsed.success ? { errors: parsed.data.errors } : {};
};

/** RFC 9457. `instance` is the request's id. */
export const problem = (status: number, code: string, detail: string, instance: string): Problem => ({
  type: `https://mailfold.dev/problems/${code}`,
  title: STATUS_CODES[status] ?? 'Error',
  status,
  code,
  detail,
  instance,
});

// Fastify's own refusals, by its codes.
const REFUSALS: Readonly<Record<string, readonly [status: number, code: string, detail: string]>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: [413, 'api/too-large', 'The body is longer than this route takes: send less at a time.'],
  FST_ERR_CTP_INVALID_MEDIA_TYPE: [
    415,
    'api/media-type',
    'Send the body as application/json (or application/x-ndjson where the route says so).',
  ],
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: [400, 'api/invalid', 'The body is shorter or longer than its content-length.'],
  FST_ERR_BAD_URL: [400, 'api/invalid', 'The path is no valid URL.'],
  FST_ERR_MAX_PARAM_LENGTH: [404, 'api/not-found', 'An id in the path is too long to be one of ours.'],
};

const codeOf = (thrown: unknown): string =>
  typeof thrown === 'object' && thrown !== null && 'code' in thrown && typeof thrown.code === 'string'
    ? thrown.code
    : '';

/** What a client is told about whatever was thrown; what is not ours says only where to look. */
export function problemFrom(thrown: unknown, instance: string, errors: Readonly<Record<string, number>> = {}): Problem {
  if (isMailfoldError(thrown)) {
    const status = errors[thrown.code] ?? statusOf(thrown.code);
    return { ...problem(status, thrown.code, thrown.message, instance), ...fieldErrors(thrown) };
  }
  const refusal = REFUSALS[codeOf(thrown)];
  if (refusal !== undefined) return problem(...refusal, instance);
  return problem(500, 'api/internal', 'A bug of ours: the log has what happened under this instance.', instance);
}

/** `400 api/invalid` with the field and the reason for each thing that is wrong. */
export const invalidInput = (errors: readonly FieldError[]): MailfoldError =>
  new MailfoldError({
    code: 'api/invalid',
    message: `The request does not fit: ${errors.map(({ field, reason }) => `${field}: ${reason}`).join('; ')}`,
    details: { errors },
  });
