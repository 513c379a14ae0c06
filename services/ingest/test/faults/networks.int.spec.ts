import { AccountRecovered, AccountUnreachable } from '@mailfold/contracts';
import { until } from '@mailfold/dev-env';
import { type Chaos, ChaosProxy } from '@mailfold/testing/chaos-proxy';
import { mail, range } from './mails.ts';
import { World } from './world.ts';

const SILENT = { up: { blackhole: true }, down: { blackhole: true } } as const;
/** The first connection proves the login; those after it do the work. */
const PROVING = 1;
const MANY = 60;
const LETTER_BYTES = 20_000;

const letters = (count: number) =>
  range(1, count).map((nth) => ({ raw: Buffer.concat([mail(`letter ${nth}`), Buffer.alloc(LETTER_BYTES, 'lorem ')]) }));

/** The service, a server, and between them a network that does what a fact says. */
class Unreliable implements AsyncDisposable {
  readonly world: World;
  readonly proxy: ChaosProxy;

  private constructor(world: World, proxy: ChaosProxy) {
    this.world = world;
    this.proxy = proxy;
  }

  /** @param chaos what befalls the first connections that work, downwards; the later ones work well */
  static async open(roundMs: number, chaos?: Chaos, times = 3): Promise<Unreliable> {
    const world = await World.open({ roundMs });
    const isStruck = (number: number): boolean => number > PROVING && number <= PROVING + times;
    const plan = (number: number) => (chaos !== undefined && isStruck(number) ? { down: chaos } : {});
    return new Unreliable(world, await ChaosProxy.start({ port: world.server.port, plan }));
  }

  async connect(): Promise<void> {
    const pinnedCertificate = this.world.server.certificate?.cert;
    const imap = { host: this.proxy.host, port: this.proxy.port, tls: 'implicit', pinnedCertificate };
    await this.world.connect({ servers: { imap } });
  }

  async idles(): Promise<void> {
    await this.connect();
    await this.world.proved();
    await until(() => this.world.asked.some(({ command, folder }) => command === 'IDLE' && folder === 'INBOX'));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.world[Symbol.asyncDispose]();
    await this.proxy[Symbol.asyncDispose]();
  }
}

describe('a connection that waits for news', () => {
  const arrives = async ({ world }: Unreliable): Promise<void> => {
    // INTERNALDATE knows seconds: of the very second of the connection nobody can tell which side of it it lies on.
    const internalDate = new Date(Date.now() + 1_000);
    await world.mailbox.deliver('INBOX', mail('in the gap'), { internalDate });
    await world.becomes('INBOX', { stored: [1] });
    expect(await world.announced()).toEqual({ events: 1, messages: 1, live: 1 });
  };

  it('and whose packets vanish, without a reset, is noticed; the gap is made good (S15)', async () => {
    await using net = await Unreliable.open(60_000);
    await net.idles();
    const before = net.proxy.count;
    for (const connection of net.proxy.connections) connection.play(SILENT);
    await arrives(net);
    expect(net.proxy.count).toBeGreaterThan(before);
  });

  it.each(['cut', 'reset'] as const)('and is %s is made anew; the gap is made good (S16)', async (how) => {
    await using net = await Unreliable.open(60_000);
    await net.idles();
    const before = net.proxy.count;
    net.proxy.endAll(how);
    await arrives(net);
    expect(net.proxy.count).toBeGreaterThan(before);
  });
});

describe('history over a connection', () => {
  const isWhole = async ({ world, proxy }: Unreliable, connections: number): Promise<void> => {
    await world.becomes('INBOX', { stored: range(1, MANY) });
    expect(await world.announced()).toMatchObject({ events: MANY, messages: MANY });
    expect(proxy.count).toBeGreaterThan(connections);
  };

  it.each(['cut', 'reset', 'half-close', 'blackhole'] as const)(
    'that ends by %s in the middle of a mail is whole all the same, each mail once (S19)',
    async (ending) => {
      await using net = await Unreliable.open(200, { afterBytes: 10.5 * LETTER_BYTES, ending });
      await net.world.mailbox.deliverMany('INBOX', letters(MANY));
      await net.connect();
      await isWhole(net, PROVING + 1);
    },
  );

  it('that is slow does not hold up news, and is whole in the end (SCO-3)', async () => {
    await using net = await Unreliable.open(200, { bytesPerSecond: 600_000, latencyMs: 5 }, Infinity);
    await net.world.mailbox.deliverMany('Archive', letters(MANY));
    await net.connect();
    await until(() => net.world.asked.some(({ command, folder }) => command === 'IDLE' && folder === 'INBOX'));
    await net.world.mailbox.deliver('INBOX', mail('news'), { internalDate: new Date(Date.now() + 1_000) });
    await net.world.becomes('INBOX', { stored: [1] });
    await net.world.becomes('Archive', { stored: range(1, MANY) });
    expect(await net.world.announced()).toMatchObject({ events: MANY + 1, messages: MANY + 1, live: 1 });
  });
});

describe('a server that nobody reaches any more', () => {
  it('is told once as unreachable and once as recovered, and what came meanwhile is there', async () => {
    await using net = await Unreliable.open(200);
    await net.idles();
    net.proxy.refuse(true);
    net.proxy.endAll('reset');
    await until(async () => (await net.world.told(AccountUnreachable)).length > 0, { what: 'unreachable' });
    await net.world.mailbox.deliver('INBOX', mail('meanwhile'));
    net.proxy.refuse(false);
    await net.world.becomes('INBOX', { stored: [1] });
    await until(async () => (await net.world.told(AccountRecovered)).length > 0, { what: 'recovered' });
    const told = [...(await net.world.told(AccountUnreachable)), ...(await net.world.told(AccountRecovered))];
    expect(told.map(({ type }) => type)).toEqual([AccountUnreachable.type, AccountRecovered.type]);
  });
});
