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
        Object.keys(operations).map((method) => ({ method: method.toUpperCase(), segments: path.split('/') })),
      ),
    );
  }

  get unknown(): readonly string[] {
    return this.#order.filter((service) => !this.#routes.has(service));
  }

  /** @param path without the query */
  find(method: string, path: string): string | undefined {
    const segments = path.split('/');
    return this.#order.find((service) =>
      this.#routes.get(service)?.some((pattern) => pattern.method === method && fits(pattern.segments, segments)),
    );
  }
}

export interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly [field: string]: unknown;
}

interface Pattern {
  readonly method: string;
  readonly segments: readonly string[];
}

const fits = (pattern: readonly string[], segments: readonly string[]): boolean =>
  pattern.length === segments.length &&
  pattern.every((one, nth) => one === segments[nth] || (one.startsWith('{') && segments[nth] !== ''));
