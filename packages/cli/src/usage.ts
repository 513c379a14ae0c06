import { MailfoldError } from '@mailfold/kernel';

/** Something is missing on the command line, or is not what it should be. */
export const usage = (message: string): MailfoldError => new MailfoldError({ code: 'cli/usage', message });

/** The command did its work and the result is not what was wanted. */
export const incomplete = (message: string): MailfoldError => new MailfoldError({ code: 'cli/incomplete', message });
