/** Codes of the read store: meaning, and what an operator does. */
export const READ_STORE_CODES = {
  'read-store/unavailable':
    'The database does not answer, or its disk is full (details: diskFull). Bring it back or free space; work goes on by itself.',
  'read-store/outcome-unknown':
    'The connection was lost before the answer: done or not. The caller looks before it repeats; nothing to do.',
  'read-store/collision': 'Transactions were in each other’s way. The whole transaction is repeated; nothing to do.',
  'read-store/refused': 'Wrong user, password, database or permission. Correct the address in the configuration.',
  'read-store/rejected':
    'The database refused a statement (details: sqlState, constraint, table). A bug, or a schema of another release.',
  'read-store/aborted':
    'Another statement of the transaction had failed before, and its failure was not waited for. That one is told of; nothing to do.',
  'read-store/closed': 'Asked after the store was closed: the process is ending.',
  'read-store/cluster-in-use': 'Another process uses this data directory. Stop it, or choose another directory.',
  'read-store/cluster-failed':
    'The embedded PostgreSQL does not start or stop; the message shows the end of its log. A full disk is the usual cause.',
  'read-store/cluster-no-binaries':
    'The embedded PostgreSQL is not installed for this platform. Install with optional dependencies, or use a server.',
  'read-store/cluster-no-account':
    'PostgreSQL refuses to run as root, and no account could be made for it. Start as another user than root.',
  'read-store/cluster-folder':
    'The data directory cannot be made, or cannot be reached by the account that PostgreSQL runs as.',
  'read-store/cluster-password':
    'The password beside the data is missing. Bring the file back from a backup, or start with an empty directory.',
} as const;

export type ReadStoreCode = keyof typeof READ_STORE_CODES;
