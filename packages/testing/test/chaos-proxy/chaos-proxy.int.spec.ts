import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { until } from '@mailfold/dev-env';
import { ChaosProxy, type ChaosPlan } from '../../src/chaos-proxy/index.ts';

describe('the chaos proxy', () => {
  let server: Server;
  let proxy: ChaosProxy;
  /** What each connection's server heard, and the socket it has. */
  const sides: { socket: Socket; heard: string; ended: boolean }[] = [];

  beforeEach(async () => {
    sides.length = 0;
    server = createServer({ allowHalfOpen: true }, (socket) => {
      const side = { socket, heard: '', ended: false };
      sides.push(side);
      socket.on('data', (bytes) => (side.heard += bytes.toString()));
      socket.on('end', () => (side.ended = true));
      socket.on('error', () => undefined);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    proxy = await ChaosProxy.start({ port: typeof address === 'object' ? (address?.port ?? 0) : 0 });
  });
  afterEach(async () => {
    await proxy[Symbol.asyncDispose]();
    for (const { socket } of sides) socket.destroy();
    server.close();
  });

  const join = async (plan: ChaosPlan = {}) => {
    proxy.play(plan);
    const nth = sides.length;
    const socket = connect({ port: proxy.port, host: proxy.host, allowHalfOpen: true });
    const client = { socket, heard: '', ended: false, error: '', closed: false };
    socket.on('data', (bytes) => (client.heard += bytes.toString()));
    socket.on('end', () => (client.ended = true));
    socket.on('close', () => (client.closed = true));
    socket.on('error', (error: NodeJS.ErrnoException) => (client.error = error.code ?? ''));
    await once(socket, 'connect');
    const side = await until(() => sides[nth], { what: 'the server hearing of it' });
    return { client, side };
  };

  const took = async (work: () => Promise<unknown>): Promise<number> => {
    const began = performance.now();
    await work();
    return performance.now() - began;
  };

  it('carries both ways what nobody meddles with, and the end of one direction alone', async () => {
    const { client, side } = await join();
    client.socket.end('ping');
    await until(() => side.heard === 'ping' && side.ended);
    side.socket.end('pong');
    await until(() => client.heard === 'pong' && client.ended);
    expect(client.error).toBe('');
  });

  it('holds bytes up by a latency, in order', async () => {
    const { client, side } = await join({ up: { latencyMs: 150 } });
    const ms = await took(async () => {
      client.socket.write('one ');
      client.socket.write('two');
      await until(() => side.heard === 'one two');
    });
    expect(ms).toBeGreaterThanOrEqual(145);
  });

  it('lets so many bytes a second through', async () => {
    const { client, side } = await join({ down: { bytesPerSecond: 10_000 } });
    const ms = await took(async () => {
      side.socket.write('x'.repeat(3_000));
      await until(() => client.heard.length === 3_000);
    });
    expect(ms).toBeGreaterThanOrEqual(270);
  });

  it('drops what is sent and tells neither side, until it is said otherwise', async () => {
    const { client, side } = await join({ up: { blackhole: true }, down: { blackhole: true } });
    client.socket.write('lost');
    side.socket.write('lost');
    const [connection] = proxy.connections;
    await until(() => connection?.lost('up') === 4 && connection.lost('down') === 4);
    proxy.play({});
    client.socket.write('heard');
    await until(() => side.heard !== '');
    expect([side.heard, client.heard, client.closed, client.error]).toEqual(['heard', '', false, '']);
  });

  it('cuts after so many bytes, on both sides', async () => {
    const { client, side } = await join({ down: { afterBytes: 10 } });
    side.socket.write('0123456789abcdef');
    await until(() => client.ended && side.ended);
    expect([client.heard, client.error]).toEqual(['0123456789', '']);
  });

  it('resets after so many bytes', async () => {
    const { client, side } = await join({ down: { afterBytes: 4, ending: 'reset' } });
    side.socket.write('0123456789');
    await until(() => client.closed);
    expect(client.error).toBe('ECONNRESET');
  });

  it('ends one direction and lets the other go on', async () => {
    const { client, side } = await join({ down: { afterBytes: 4, ending: 'half-close' } });
    side.socket.write('0123456789');
    await until(() => client.ended);
    client.socket.write('still here');
    await until(() => side.heard === 'still here');
    expect(client.heard).toBe('0123');
  });

  it('falls silent after so many bytes', async () => {
    const { client, side } = await join({ down: { afterBytes: 4, ending: 'blackhole' } });
    side.socket.write('0123456789');
    client.socket.write('hello?');
    await until(() => side.heard === 'hello?');
    expect([client.heard, client.ended, client.closed]).toEqual(['0123', false, false]);
  });

  it('is scripted for one connection alone, whose bytes are counted', async () => {
    const first = await join();
    const second = await join();
    proxy.connections[0]?.play({ up: { afterBytes: 2 } });
    second.client.socket.write('abcd');
    await until(() => second.side.heard === 'abcd');
    first.client.socket.write('abcd');
    await until(() => first.side.ended);
    expect([first.side.heard, proxy.count, proxy.connections.map((one) => one.bytes('up'))]).toEqual(['ab', 2, [4]]);
  });

  it('refuses new connections while it is told to', async () => {
    proxy.refuse(true);
    const socket = connect({ port: proxy.port, host: proxy.host });
    let code = '';
    socket.on('error', (error: NodeJS.ErrnoException) => (code = error.code ?? ''));
    await until(() => socket.closed);
    proxy.refuse(false);
    const { client, side } = await join();
    client.socket.write('in');
    await until(() => side.heard === 'in');
    expect(code === '' || code === 'ECONNRESET').toBe(true);
  });
});
