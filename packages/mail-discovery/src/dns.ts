import { Resolver } from 'node:dns/promises';

/** What is asked of DNS; `Resolver` of `node:dns/promises` fits. Names without such records reject with a code. */
export interface MailDns {
  readonly resolveMx: (name: string) => Promise<readonly { readonly exchange: string; readonly priority: number }[]>;
  readonly resolveSrv: (name: string) => Promise<readonly SrvRecord[]>;
}

export interface SrvRecord {
  readonly name: string;
  readonly port: number;
  readonly priority: number;
  readonly weight: number;
}

/** @param servers addresses, with a port where it is not 53; none: those that this machine asks */
export function mailDns(servers: readonly string[] = []): Resolver & MailDns {
  const resolver = new Resolver({ timeout: 1_000, tries: 2 });
  if (servers.length > 0) resolver.setServers(servers);
  return resolver;
}

export type Records<Record> = { readonly records: readonly Record[] } | { readonly failed: string };

const WITHIN_MS = 3_000;
/** The name is not there, or has no such record. */
const NONE = new Set(['ENOTFOUND', 'ENODATA']);

/** The records, none where DNS says so, or why it did not answer in three seconds. */
export async function recordsOf<Record>(query: Promise<readonly Record[]>): Promise<Records<Record>> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Late()), WITHIN_MS);
  try {
    return { records: await Promise.race([query, late]) };
  } catch (error) {
    const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'no answer';
    return NONE.has(code) ? { records: [] } : { failed: `DNS did not answer (${code})` };
  } finally {
    clearTimeout(timer);
  }
}

class Late extends Error {
  readonly code = 'ETIMEOUT';
}
