import { type Clock, fixedClock, uuid7 } from '@mailfold/kernel';
import type { View, ViewRunner } from '@mailfold/processor';
import { migrate, type ReadStore } from '@mailfold/read-store';
import { ApiKeys, apiMigrations, type HttpRoutes, startHttpServer } from '@mailfold/service-host';
import { silentLogger } from '@mailfold/telemetry';
import type { z } from 'zod';
import { NOW, Views } from './views.ts';

export interface RouteParts {
  readonly rows: ReadStore;
  readonly clock: Clock;
  readonly runners: readonly ViewRunner[];
}

/** A tenant's service key, or that key acting as a user. */
export interface Who {
  readonly tenantId: string;
  readonly user?: string;
}

/** Routes over views, behind a real server. */
export class Api implements AsyncDisposable {
  readonly views: Views;
  readonly #stack: AsyncDisposableStack;
  readonly #url: string;
  readonly #keys: ApiKeys;
  readonly #secrets = new Map<string, string>();

  private constructor(stack: AsyncDisposableStack, views: Views, url: string) {
    this.#stack = stack;
    this.views = views;
    this.#url = url;
    this.#keys = new ApiKeys(views.rows);
  }

  static async open(views: readonly View[], routes: (parts: RouteParts) => HttpRoutes): Promise<Api> {
    await using stack = new AsyncDisposableStack();
    const open = stack.use(await Views.open(...views));
    const { rows, runners } = open;
    await migrate(rows, apiMigrations);
    const parts = { rows, runners, clock: fixedClock(NOW) };
    const server = stack.use(await startHttpServer({ routes: routes(parts), rows, log: silentLogger }));
    return new Api(stack.move(), open, server.url);
  }

  /** @returns the id of a new tenant that has a key */
  async tenant(name: string): Promise<string> {
    const tenantId = await this.#keys.tenant(`${name} ${uuid7()}`);
    const { secret } = await this.#keys.createServiceKey(tenantId, 'test');
    this.#secrets.set(tenantId, secret);
    return tenantId;
  }

  call(path: string, { tenantId, user }: Who): Promise<Response> {
    const authorization = `Bearer ${this.#secrets.get(tenantId)}`;
    const headers = { authorization, ...(user === undefined ? {} : { 'mailfold-act-as': user }) };
    return fetch(this.#url + path, { headers });
  }

  async get<Shape extends z.ZodType>(shape: Shape, path: string, who: Who): Promise<z.output<Shape>> {
    const response = await this.call(path, who);
    const body: unknown = await response.json();
    expect({ path, status: response.status, body }).toMatchObject({ status: 200 });
    return shape.parse(body);
  }

  async status(path: string, who: Who): Promise<number> {
    return (await this.call(path, who)).status;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#stack.disposeAsync();
  }
}
