/** Where a request goes by its method and path. */
export class RouteTable {
  /** By service, in the order of who is asked first. */
  readonly #routes = new Map<string, readonly Pattern[]>();
  readonly #order: readonly string[];

  constructor(services: readonly string[]) {
    this.#order = services;
  }

  /** Takes over what a service's own `/openapi.json` says. */
  learn(service: string, document: OpenApi): void {
    this.#routes.set(
      service,
      Object.entries(document.paths).flatMap(([path, operations]) =>
        Object.keys(operations).map((method) => ({ method: method.toUpperCase(), path, segments: path.split('/') })),
      ),
    );
  }

  get unknown(): readonly string[] {
    return this.#order.filter((service) => !this.#routes.has(service));
  }

  /** @param path without the query */
  find(method: string, path: string): Found | undefined {
    const segments = path.split('/');
    for (const service of this.#order) {
      const found = this.#routes
        .get(service)
        ?.find((pattern) => pattern.method === method && fits(pattern.segments, segments));
      if (found !== undefined) return { service, route: found.path };
    }
    return undefined;
  }
}

export interface Found {
  readonly service: string;
  /** As declared: `/v1/accounts/{id}`. */
  readonly route: string;
}

export interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly [field: string]: unknown;
}

interface Pattern {
  readonly method: string;
  readonly path: string;
  readonly segments: readonly string[];
}

const fits = (pattern: readonly string[], segments: readonly string[]): boolean =>
  pattern.length === segments.length &&
  pattern.every((one, nth) => one === segments[nth] || (one.startsWith('{') && segments[nth] !== ''));
