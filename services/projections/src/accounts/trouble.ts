import type { LastError } from '@mailfold/contracts/http';
import type { Stalled, Throttled, Trouble } from './account-set.ts';

/** What stands in an account's way, as its rows say. */
export interface Troubles {
  readonly rejected: Trouble | null;
  readonly unreachable: Stalled | null;
  readonly throttled: Throttled | null;
  readonly parked: readonly (Trouble & { readonly path: string })[];
  readonly missing: readonly (Trouble & { readonly path: string; readonly count: number })[];
  /** The newest mail that could not be read, and how many there are. */
  readonly quarantined: (Trouble & { readonly count: number }) | null;
}

/** VIEW-3: the gravest of what stands now, in words that a person can act on. What is over says nothing. */
export const lastErrorOf = (troubles: Troubles): LastError | undefined => {
  const { rejected, unreachable, throttled, quarantined } = troubles;
  if (rejected !== null) {
    return {
      code: 'account/credentials-rejected',
      words: `The provider refused the login. ${rejected.reason}`,
      whatToDo:
        'Enter the password again, or sign in again; some providers ask for an app password. Sync then goes on where it stopped.',
      at: rejected.at,
    };
  }
  if (unreachable?.side === 'ours') {
    return {
      code: 'account/cannot-store',
      words: `Mail waits at the provider since then: it cannot be stored here. ${unreachable.reason}`,
      whatToDo: 'Make room, or bring the disk or database back. It is tried again by itself; nothing is lost.',
      at: unreachable.at,
    };
  }
  if (throttled !== null) {
    return {
      code: 'account/throttled',
      words: `The provider asks us to wait until ${throttled.until}. ${throttled.reason}`,
      whatToDo: 'Nothing: it goes on by itself then, and nothing is lost. Other programs on the mailbox count as well.',
      at: throttled.at,
    };
  }
  if (unreachable !== null) {
    return {
      code: 'account/unreachable',
      words: `The provider has not answered since then. ${unreachable.reason}`,
      whatToDo: 'Check the network, and host and port of the account. It is tried again by itself; nothing is lost.',
      at: unreachable.at,
    };
  }
  return parkedError(troubles) ?? missingError(troubles) ?? quarantineError(quarantined);
};

const parkedError = ({ parked: [first, ...others] }: Troubles): LastError | undefined =>
  first && {
    code: 'account/folder-parked',
    words: `The folder ${first.path}${and(others.length, 'folder')} cannot be synced. ${first.reason}`,
    whatToDo: 'Mend or remake the folder at the provider; the rest of the account goes on meanwhile.',
    at: first.at,
  };

const missingError = ({ missing: [first, ...others] }: Troubles): LastError | undefined =>
  first && {
    code: 'account/mail-missing',
    words: `${many(first.count, 'mail')} of the folder ${first.path}${and(others.length, 'folder')} are listed and not given. ${first.reason}`,
    whatToDo: 'The ledger names them. Look whether they open in the provider’s own web mail; they are tried again.',
    at: first.at,
  };

const quarantineError = (quarantined: Troubles['quarantined']): LastError | undefined =>
  quarantined === null
    ? undefined
    : {
        code: 'account/mail-quarantined',
        words: `${many(quarantined.count, 'mail')} could not be read, the newest because: ${quarantined.reason}`,
        whatToDo: 'The quarantine lists them. They are kept and read again after an upgrade; other mail goes on.',
        at: quarantined.at,
      };

const many = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;
const and = (others: number, what: string): string => (others === 0 ? '' : ` and ${many(others, `other ${what}`)}`);
