import { isMailfoldError } from '@mailfold/kernel';

/** What the command's end says to a script; printed by `mailfold --help`. */
export const EXIT = {
  done: 0,
  failed: 1,
  usage: 2,
  unreachable: 3,
  loginRefused: 4,
  notFound: 5,
  incomplete: 6,
  interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

export const EXIT_CODES = `Exit codes:
  0    done
  1    refused or failed; the message says why
  2    wrong usage
  3    nothing answers: mailfold, or Kafka, does not run, or its address is wrong
  4    the mail server refused the login
  5    not found
  6    ended without what was wanted: incomplete, unequal, or something broken
  130  interrupted`;

const BY_CODE: Readonly<Record<string, ExitCode>> = {
  'cli/usage': EXIT.usage,
  'cli/interrupted': EXIT.interrupted,
  'cli/incomplete': EXIT.incomplete,
  'cli/no-connection': EXIT.unreachable,
  'client/unreachable': EXIT.unreachable,
  'client/not-mailfold': EXIT.unreachable,
  'message-bus/unavailable': EXIT.unreachable,
  'cli/registry-unreachable': EXIT.unreachable,
  'config/invalid': EXIT.usage,
  'mail-provider/unauthorised': EXIT.loginRefused,
};

export const exitCodeOf = (error: unknown): ExitCode => {
  if (!isMailfoldError(error)) return EXIT.failed;
  const known = BY_CODE[error.code];
  if (known !== undefined) return known;
  return error.details['status'] === 404 ? EXIT.notFound : EXIT.failed;
};
