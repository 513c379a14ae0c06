import { MailfoldError, messageOf } from '@mailfold/kernel';
import { z } from 'zod';
import { usage } from '../usage.ts';
import type { Subject } from './subjects.ts';

const MEDIA_TYPE = 'application/vnd.schemaregistry.v1+json';
const Registered = z.looseObject({ id: z.number().int() });
const Refusal = z.looseObject({ error_code: z.number().optional(), message: z.string().optional() });

/** A schema registry that speaks Confluent's REST protocol: Confluent's own, Karapace, Apicurio below `/apis/ccompat/v7`, Redpanda's. */
export class SchemaRegistry {
  readonly #base: string;
  readonly #login: Readonly<Record<string, string>>;
  readonly #signal: AbortSignal;

  /** @param address may hold user and password, which go into a header and are never shown */
  constructor(address: string, signal: AbortSignal) {
    const url = parse(address);
    const [user, password] = [decodeURIComponent(url.username), decodeURIComponent(url.password)];
    this.#base = `${url.origin}${url.pathname.replace(/\/$/, '')}`;
    this.#login =
      user === '' ? {} : { authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}` };
    this.#signal = signal;
  }

  /**
   * The same schema again is the one that is there.
   * @returns the registry's id of the schema
   */
  async register({ name, schema }: Subject): Promise<number> {
    const subject = encodeURIComponent(name);
    // Ours is the check that counts (`contracts/tools/check.ts`): the registry's own forbid new optional fields in open schemas.
    await this.#send('PUT', `/config/${subject}`, { compatibility: 'NONE' });
    const answer = await this.#send('POST', `/subjects/${subject}/versions`, { schemaType: 'JSON', schema });
    const registered = Registered.safeParse(answer);
    if (!registered.success) throw refused(this.#base, name, 'it answered something else than the id of a schema');
    return registered.data.id;
  }

  async #send(method: string, path: string, body: unknown): Promise<unknown> {
    const response = await this.#ask(method, path, body);
    const answer: unknown = await response.json().catch(() => undefined);
    if (response.ok) return answer;
    const { message = 'no reason given' } = Refusal.safeParse(answer).data ?? {};
    throw refused(this.#base, decodeURIComponent(path), `${response.status}: ${message}`);
  }

  async #ask(method: string, path: string, body: unknown): Promise<Response> {
    const headers = { 'content-type': MEDIA_TYPE, accept: `${MEDIA_TYPE}, application/json`, ...this.#login };
    try {
      return await fetch(`${this.#base}${path}`, { method, headers, body: JSON.stringify(body), signal: this.#signal });
    } catch (thrown) {
      throw new MailfoldError({
        code: 'cli/registry-unreachable',
        message: `No schema registry answers at ${this.#base}: ${messageOf(Object(thrown).cause ?? thrown)}`,
        cause: thrown,
      });
    }
  }
}

function parse(address: string): URL {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:')
    throw usage('The address of a registry is like http://localhost:8081.');
  return url;
}

const refused = (base: string, what: string, why: string): MailfoldError =>
  new MailfoldError({
    code: 'cli/registry-refused',
    message: `The schema registry at ${base} refused ${what}: ${why}. What was registered before stays; the command can be repeated.`,
  });
