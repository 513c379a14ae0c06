import { type Allows, allowanceOf } from './allowed-hosts.ts';
import { notFound, refused } from './errors.ts';
import { hostIn } from './host-name.ts';
import { addressIn, isPublic } from './public-address.ts';
import { type Address, type Resolve, systemResolve } from './resolve.ts';

export interface NetworkGuardOptions {
  /** What else is let in, by the operator: `mail.internal`, `10.1.0.0/16`, `127.0.0.1:993`, `[fd00::1]`. */
  readonly allowed?: readonly string[];
  /** By default the system's. */
  readonly resolve?: Resolve;
}

/** RFC 6761 §6.3: these names are never asked for, and always mean this machine. */
const THIS_MACHINE = /(^|\.)localhost$/;
const LOOPBACK = [{ address: '127.0.0.1' }, { address: '::1' }];

/** Tells where a connection to a host that a user named may go (X1): into the public internet, and to what the operator allows. */
export class NetworkGuard {
  readonly #allowances: Allows[];
  readonly #resolve: Resolve;

  /** @throws MailfoldError `network-guard/invalid-allowed` */
  constructor({ allowed = [], resolve = systemResolve }: NetworkGuardOptions = {}) {
    this.#allowances = allowed.map(allowanceOf);
    this.#resolve = resolve;
  }

  /** Lets in one more; for servers that the operator's own program starts. */
  allow(entry: string): void {
    this.#allowances.push(allowanceOf(entry));
  }

  /**
   * The addresses of a host that may be connected to, at least one. Connect to one of these and not to the name: asked
   * again, the resolver may say something else (rebinding). Nothing is connected to here.
   * @throws MailfoldError `network-guard/refused` where all are inside, `network-guard/not-found` where there is none
   */
  async addressesFor(host: string, port: number): Promise<readonly Address[]> {
    const name = hostIn(host);
    if (name === undefined) throw refused(host, port);
    const literal = addressIn(name);
    const found = literal === undefined ? (await this.#find(name)).map(({ address }) => addressIn(address)) : [literal];
    const open = found
      .filter((address) => address !== undefined)
      .filter(
        (address) => isPublic(address) || this.#allowances.some((allows) => allows({ host: name, address, port })),
      );
    if (open.length === 0) throw refused(host, port);
    return open.map((address) => ({ address: address.toString(), family: address.kind() === 'ipv4' ? 4 : 6 }));
  }

  async #find(name: string): Promise<readonly { readonly address: string }[]> {
    if (THIS_MACHINE.test(name)) return LOOPBACK;
    try {
      return await this.#resolve(name);
    } catch (cause) {
      throw notFound(name, cause);
    }
  }
}
