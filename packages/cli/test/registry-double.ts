import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** A test double of a schema registry: as much of Confluent's REST protocol as registering needs, from its published description. */
export interface RegistryDouble extends AsyncDisposable {
  readonly url: string;
  /** By subject, versions in order. */
  readonly schemas: ReadonlyMap<string, readonly string[]>;
  readonly compatibility: ReadonlyMap<string, string>;
  readonly logins: ReadonlySet<string | undefined>;
  /** Refuses this subject as incompatible. */
  refused: string | undefined;
}

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

export async function startRegistryDouble(): Promise<RegistryDouble> {
  const schemas = new Map<string, string[]>();
  const compatibility = new Map<string, string>();
  const logins = new Set<string | undefined>();
  const ids = new Map<string, number>();
  let refused: string | undefined;

  const register = (subject: string, { schema, schemaType }: { schema: string; schemaType: string }): Answer => {
    if (schemaType !== 'JSON') return { status: 422, body: { error_code: 42201, message: 'Invalid schema' } };
    if (subject === refused)
      return { status: 409, body: { error_code: 409, message: 'Schema being registered is incompatible' } };
    const versions = schemas.get(subject) ?? [];
    if (!versions.includes(schema)) schemas.set(subject, [...versions, schema]);
    // The same schema has one id in the whole registry.
    const id = ids.get(schema) ?? ids.size + 1;
    ids.set(schema, id);
    return { status: 200, body: { id } };
  };

  const answer = async (request: IncomingMessage): Promise<Answer> => {
    const [, first, subject = '', last] = (request.url ?? '').split('/').map(decodeURIComponent);
    const body = JSON.parse(await text(request));
    logins.add(request.headers.authorization);
    if (request.method === 'POST' && first === 'subjects' && last === 'versions') return register(subject, body);
    if (request.method !== 'PUT' || first !== 'config')
      return { status: 404, body: { error_code: 404, message: 'HTTP 404 Not Found' } };
    compatibility.set(subject, body.compatibility);
    return { status: 200, body };
  };

  const server = createServer((request, response) => {
    void answer(request).then(({ status, body }) => {
      response.writeHead(status, { 'content-type': 'application/vnd.schemaregistry.v1+json' });
      response.end(JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    schemas,
    compatibility,
    logins,
    set refused(subject: string | undefined) {
      refused = subject;
    },
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
