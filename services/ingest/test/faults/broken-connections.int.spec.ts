import { AccountUnreachable, CredentialsRejected } from '@mailfold/contracts';
import { until } from '@mailfold/dev-env';
import type { FaultAction } from '@mailfold/imap-server';
import { ChaosProxy } from '@mailfold/testing/chaos-proxy';
import { mail } from './mails.ts';
import { ANN, PASSWORD, World } from './world.ts';

const SALES = 'sales@example.com';
const USERS = [ANN, SALES].map((login) => ({ login, password: PASSWORD }));
const LARGE = Buffer.concat([mail('large'), Buffer.alloc(400_000, 'so much to say\r\n')]);
/** As often as a phase is broken, before it heals. */
const TIMES = 2;

/** Two accounts in one process: Ann's connections go by a proxy, those of sales do not. */
class Two implements AsyncDisposable {
  readonly world: World;
  readonly proxy: ChaosProxy;
  readonly ann: string;
  readonly sales: string;
  struck = 0;

  readonly #stack: AsyncDisposableStack;

  private constructor(stack: AsyncDisposableStack, parts: Pick<Two, 'world' | 'proxy' | 'ann' | 'sales'>) {
    this.#stack = stack;
    this.world = parts.world;
    this.proxy = parts.proxy;
    this.ann = parts.ann;
    this.sales = parts.sales;
  }

  static async open(): Promise<Two> {
    await using stack = new AsyncDisposableStack();
    const world = stack.use(await World.open({ server: { users: USERS } }));
    const { port, certificate } = world.server;
    const proxy = stack.use(await ChaosProxy.start({ port }));
    const at = (through: number) => ({
      imap: { host: '127.0.0.1', port: through, tls: 'implicit', pinnedCertificate: certificate?.cert },
    });
    await world.synced({ servers: at(proxy.port) });
    const ann = world.accountId;
    const credentials = { kind: 'password', login: SALES, password: PASSWORD };
    await world.synced({ address: SALES, servers: at(port), credentials });
    return new Two(stack.move(), { world, proxy, ann, sales: world.accountId });
  }

  /** The connections of sales, by their numbers at the server. */
  get untouched(): readonly number[] {
    return this.world.server.connections.filter(({ login }) => login === SALES).map(({ id }) => id);
  }

  /** RST to all that Ann has. */
  readonly reset = (): void => {
    this.struck += 1;
    for (const connection of this.proxy.connections) connection.end('reset');
  };

  /** When the server is at this of Ann's, as often as a phase is broken. */
  at(command: string, action: FaultAction & object = { run: this.reset }): void {
    const when = ({ login }: { readonly login: string | undefined }): boolean => login === ANN || login === undefined;
    this.world.server.playFaults([{ on: command, when, times: TIMES, do: action }]);
  }

  async arrives(accountId: string, login: string, raw: Buffer, uids: readonly number[]): Promise<void> {
    await this.world.server.mailbox(login).deliver('INBOX', raw);
    await this.has(accountId, uids);
  }

  async has(accountId: string, stored: readonly number[]): Promise<void> {
    this.world.accountId = accountId;
    await this.world.becomes('INBOX', { stored });
  }

  heal(): void {
    this.proxy.refuse(false);
    this.proxy.play({});
    this.world.server.playFaults([]);
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#stack.disposeAsync();
  }
}

const PHASES: readonly (readonly [string, (two: Two) => void])[] = [
  ['as it is opened', ({ proxy }) => proxy.refuse(true)],
  ['in the TLS handshake', ({ proxy }) => proxy.play({ down: { afterBytes: 200, ending: 'reset' } })],
  ['where half of the TLS handshake was sent', ({ proxy }) => proxy.play({ up: { afterBytes: 100, ending: 'reset' } })],
  ['before the greeting', (two) => two.at('GREETING')],
  ['in the login', (two) => two.at('AUTHENTICATE')],
  ['while folders are listed', (two) => two.at('LIST')],
  ['while a folder is opened', (two) => two.at('SELECT')],
  ['in a literal', (two) => two.at('FETCH', { run: () => void (two.struck += 1), dropAfterBytes: 100_000 })],
  ['when IDLE is asked for', (two) => two.at('IDLE')],
  ['while it idles', () => undefined],
];

describe('a connection that is reset (X28)', () => {
  // An error that nobody caught, or a promise that nobody waited for, fails the test that it happens in.
  it.each(PHASES)(
    '%s is its account’s affair alone: the other keeps its connections, and both get their mail',
    async (_, arm) => {
      await using two = await Two.open();
      const before = two.untouched;
      const opened = two.proxy.count;
      arm(two);
      two.reset();
      two.struck = 0;
      await two.world.server.mailbox(ANN).deliver('INBOX', LARGE);
      await until(() => two.proxy.count >= opened + TIMES || two.struck >= TIMES, {
        within: 15_000,
        what: 'new tries',
      });
      await two.arrives(two.sales, SALES, mail('meanwhile'), [1]);
      two.heal();
      await two.has(two.ann, [1]);
      await two.arrives(two.ann, ANN, mail('afterwards'), [1, 2]);
      await two.arrives(two.sales, SALES, mail('afterwards'), [1, 2]);

      expect(before.length).toBeGreaterThan(0);
      expect(two.untouched).toEqual(expect.arrayContaining([...before]));
      two.world.accountId = two.sales;
      expect(await two.world.told(AccountUnreachable)).toEqual([]);
      two.world.accountId = two.ann;
      expect(await two.world.told(CredentialsRejected)).toEqual([]);
      expect(await two.world.announced()).toMatchObject({ events: 2, messages: 2 });
    },
  );
});
