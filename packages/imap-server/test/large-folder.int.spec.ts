import { ANN, mail, startServer } from './imap-client.ts';
import { WireClient } from './wire-client.ts';

const COUNT = 20_000;

async function withLargeFolder() {
  const server = await startServer();
  await server.mailbox(ANN).deliverMany(
    'INBOX',
    Array.from({ length: COUNT }, (_, index) => ({ raw: mail(`m${index}`, `X-Filler: ${'x'.repeat(2000)}\r\n`) })),
  );
  return server;
}

describe('a folder of 20,000 messages', () => {
  it('is fetched whole by one range at more than 5,000 messages a second', async () => {
    await using server = await withLargeFolder();
    await using client = await WireClient.to(server, ANN);
    await client.command('SELECT INBOX');
    const started = performance.now();
    const size = await client.size('UID FETCH 1:* (UID FLAGS BODY.PEEK[])');
    const perSecond = COUNT / ((performance.now() - started) / 1000);
    expect(size).toBeGreaterThan(COUNT * 2000);
    expect(perSecond).toBeGreaterThan(5000);
  });

  it('S3 loses every second message in one expunge, and is fetched without a gap noticed', async () => {
    await using server = await withLargeFolder();
    const odd = Array.from({ length: COUNT / 2 }, (_, index) => 2 * index + 1);
    await using client = await WireClient.to(server, ANN);
    await client.command('ENABLE QRESYNC');
    await client.command('SELECT INBOX');
    const started = performance.now();
    await server.mailbox(ANN).expunge('INBOX', odd);
    expect(await client.command('NOOP')).toMatch(/^\* VANISHED 1,3,5,/);
    const rows = await client.command('UID FETCH 1:* (FLAGS)');
    expect(rows.match(/FETCH \(UID \d*[02468] /g)).toHaveLength(COUNT / 2);
    expect(performance.now() - started).toBeLessThan(5000);
  });
});
