import { findDovecot, findMailServer, type DovecotVariant, type MailServerKind, type Need } from '@mailfold/dev-env';
import type { SuiteServer } from './suite-server.ts';

type SuiteServerNeed = Need<() => Promise<SuiteServer>>;

export const findSuiteServer = async (kind: MailServerKind): Promise<SuiteServerNeed> => {
  const need = await findMailServer(kind);
  if (!('found' in need)) return need;
  const { startMailServer } = need.found;
  const start = async (): Promise<SuiteServer> => {
    const server = await startMailServer();
    return { ...server, user: { user: server.user, password: server.password } };
  };
  return { found: start };
};

export const findSuiteDovecot = async (variant: DovecotVariant): Promise<SuiteServerNeed> => {
  const need = await findDovecot();
  if (!('found' in need)) return need;
  const { startDovecot } = need.found;
  const start = async (): Promise<SuiteServer> => {
    const server = await startDovecot(variant);
    const { host, port } = server;
    return { host, port, user: await server.addUser(), [Symbol.asyncDispose]: () => server.stop() };
  };
  return { found: start };
};
