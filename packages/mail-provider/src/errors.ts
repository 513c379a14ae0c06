import { MailfoldError, type ErrorDetails, type Retry } from '@mailfold/kernel';

interface FaultEntry {
  readonly meaning: string;
  readonly cause: string;
  readonly operator: string;
}

/** The closed list: every error of a mail provider has the code `mail-provider/<one of these>`. */
export const MAIL_PROVIDER_FAULTS = {
  throttled: {
    meaning: 'The server asks for less: too many connections, too many commands, or it is overloaded.',
    cause:
      'NO with LIMIT, INUSE, UNAVAILABLE, THROTTLED or SERVERBUG; a suggested back-off; an SMTP answer 4xx to a login.',
    operator: 'Nothing: it is tried again later. If it stays, use fewer connections for this provider.',
  },
  unreachable: {
    meaning: 'No conversation is possible, or the connection ended in the middle of one. The session is closed.',
    cause: 'A host name that does not resolve, a closed port, silence, a lost connection.',
    operator: 'Check host, port and network.',
  },
  unauthorised: {
    meaning: 'The server does not accept these credentials.',
    cause: 'A wrong or changed password, a password where an app password or OAuth2 is asked for, an expired token.',
    operator: 'Ask the user to enter the credentials again. Nothing tries again by itself.',
  },
  gone: {
    meaning: 'The folder does not exist any more, or not yet.',
    cause: 'It was deleted or renamed by another client.',
    operator: 'Nothing: folders are listed again.',
  },
  'cursor-lost': {
    meaning: 'The UIDs that were known mean nothing any more (another UIDVALIDITY).',
    cause: 'The folder was made anew, restored or moved to another server.',
    operator: 'Nothing: the folder is read again and identity finds what is known.',
  },
  rejected: {
    meaning: 'The server refused, or we refused the server because its answer breaks the rules of safety.',
    cause: 'NO or BAD to a command; a bad certificate, PREAUTH or plaintext after STARTTLS.',
    operator: 'Read the reason in the message; a bad certificate may be pinned once it was compared.',
  },
  unsupported: {
    meaning: 'The server cannot do what is needed, or these settings do not fit it.',
    cause: 'Another protocol on this port, the wrong TLS mode, no STARTTLS, no usable login method.',
    operator: 'Correct the settings as the message says.',
  },
} as const satisfies Readonly<Record<string, FaultEntry>>;

export type MailProviderFault = keyof typeof MAIL_PROVIDER_FAULTS;
export type MailProviderErrorCode = `mail-provider/${MailProviderFault}`;

const RETRY: Readonly<Record<MailProviderFault, Retry>> = {
  throttled: 'backoff',
  unreachable: 'backoff',
  unauthorised: 'never',
  gone: 'never',
  'cursor-lost': 'never',
  rejected: 'backoff',
  unsupported: 'never',
};

/**
 * An error of a mail provider.
 * @param message what was tried, where, what came back and what to do; never a body, an address or a secret
 */
export function mailProviderError(
  fault: MailProviderFault,
  message: string,
  more: { readonly retry?: Retry; readonly details?: ErrorDetails } = {},
): MailfoldError {
  return new MailfoldError({
    code: `mail-provider/${fault}`,
    message,
    retry: more.retry ?? RETRY[fault],
    details: more.details ?? {},
  });
}
