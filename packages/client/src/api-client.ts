import { accountsApi } from './accounts-api.ts';
import { blockListApi } from './block-list-api.ts';
import { mailboxApi, threadsApi } from './mailbox-api.ts';
import { eventsApi, keysApi, operationApi } from './operation-api.ts';
import { directoryApi, timelinesApi } from './records-api.ts';
import { oauthApi } from './oauth-api.ts';
import { Transport, type TransportOptions } from './transport.ts';

const over = (transport: Transport) => ({
  accounts: accountsApi(transport),
  blockList: blockListApi(transport),
  oauth: oauthApi(transport),
  mailbox: mailboxApi(transport),
  threads: threadsApi(transport),
  timelines: timelinesApi(transport),
  directory: directoryApi(transport),
  events: eventsApi(transport),
  operation: operationApi(transport),
  keys: keysApi(transport),
  /** The same with a service key that acts as this user (the CRM's id); each call is recorded (VIS-1). */
  as: (user: string): ApiClient => over(transport.as(user)),
});

/** The HTTP API, typed by the shapes in `contracts/http`. */
export interface ApiClient {
  readonly accounts: ReturnType<typeof accountsApi>;
  readonly blockList: ReturnType<typeof blockListApi>;
  readonly oauth: ReturnType<typeof oauthApi>;
  readonly mailbox: ReturnType<typeof mailboxApi>;
  readonly threads: ReturnType<typeof threadsApi>;
  readonly timelines: ReturnType<typeof timelinesApi>;
  readonly directory: ReturnType<typeof directoryApi>;
  readonly events: ReturnType<typeof eventsApi>;
  readonly operation: ReturnType<typeof operationApi>;
  readonly keys: ReturnType<typeof keysApi>;
  as(user: string): ApiClient;
}

/**
 * Every call rejects with `MailfoldError`: the API's own code and words, `client/unreachable` where nothing answers, `client/not-mailfold`
 * and `client/wrong-answer` where something else does.
 */
export const createClient = (options: TransportOptions): ApiClient => over(new Transport(options));
