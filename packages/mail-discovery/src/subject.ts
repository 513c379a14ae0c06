import { hostName } from './host-name.ts';

/** Whose servers are looked for. */
export interface Subject {
  readonly address: string;
  readonly localPart: string;
  /** As DNS spells it. */
  readonly domain: string;
}

/** @returns undefined for an address whose domain no public DNS could know */
export function subjectOf(address: string): Subject | undefined {
  const at = address.lastIndexOf('@');
  const domain = at < 1 ? undefined : hostName(address.slice(at + 1));
  return domain === undefined ? undefined : { address, localPart: address.slice(0, at), domain };
}
