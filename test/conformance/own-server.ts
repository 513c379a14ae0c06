import { ImapServer, type ImapServerOptions } from '@mailfold/imap-server';
import type { SuiteServer } from './suite-server.ts';

const ANN = { login: 'ann', password: 'secret' };

/** Our own server, in this process. */
export const startOwnServer =
  (options: Partial<ImapServerOptions> = {}) =>
  async (): Promise<SuiteServer> => {
    const server = await ImapServer.start({ users: [ANN], tls: 'none', ...options });
    return {
      host: '127.0.0.1',
      port: server.port,
      user: { user: ANN.login, password: ANN.password },
      [Symbol.asyncDispose]: () => server.close(),
    };
  };
