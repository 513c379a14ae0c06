import { isMailfoldError, type MailfoldError } from '@mailfold/kernel';

/** The error of mailfold that this rejects with. */
export async function failureOf(promise: Promise<unknown>): Promise<MailfoldError> {
  try {
    await promise;
  } catch (error) {
    if (isMailfoldError(error)) return error;
    throw error;
  }
  throw new Error('did not reject');
}
