import { once } from 'node:events';
import { createServer } from 'node:https';
import { createSecureContext, type SecureContext } from 'node:tls';
import { selfSignedCertificate } from '@mailfold/imap-server';

/** What a place answers; `silent`: the request is taken and never answered. */
export type Page = { readonly status?: number; readonly location?: string; readonly body?: string } | 'silent';

export interface WebServer extends AsyncDisposable {
  readonly port: number;
  /** Certificates to trust. */
  readonly ca: string;
  /** By host and path, such as `acme.example/index.html`; else 404. */
  readonly pages: Map<string, Page>;
  /** Requests as they came, with their query. */
  readonly asked: string[];
}

/** An HTTPS server on loopback that is several hosts, each with a certificate of its own. */
export async function startWebServer(hosts: readonly string[]): Promise<WebServer> {
  const pages = new Map<string, Page>();
  const asked: string[] = [];
  const made = await Promise.all(hosts.map(async (host) => ({ host, ...(await selfSignedCertificate(host)) })));
  const contexts = new Map<string, SecureContext>(made.map(({ host, ...pem }) => [host, createSecureContext(pem)]));
  const server = createServer(
    { SNICallback: (name, found) => found(null, contexts.get(name)) },
    (request, response) => {
      const host = (request.headers.host ?? '').replace(/:\d+$/, '');
      asked.push(`${host}${request.url ?? ''}`);
      const page = pages.get(`${host}${(request.url ?? '').replace(/\?.*/, '')}`) ?? { status: 404 };
      if (page === 'silent') return;
      const headers = page.location === undefined ? {} : { location: page.location };
      response.writeHead(page.status ?? 200, headers).end(page.body ?? '');
    },
  );
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const at = server.address();
  return {
    port: typeof at === 'object' && at !== null ? at.port : 0,
    ca: made.map(({ cert }) => cert).join('\n'),
    pages,
    asked,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
