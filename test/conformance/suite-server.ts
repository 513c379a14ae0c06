import type { OracleUser } from '../journeys/oracle/oracle.ts';

/** A mail server that a column of the table is about; one user, whose mailbox is empty. */
export interface SuiteServer extends AsyncDisposable {
  readonly host: string;
  /** IMAP in clear. */
  readonly port: number;
  readonly user: OracleUser;
}
