import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ImapServer } from '@mailfold/imap-server';
import { fixedClock } from '@mailfold/kernel';
import { ImapFlow } from 'imapflow';
import { createTransport } from 'nodemailer';
import { DemoMailServers, demoCompany } from '../src/index.ts';
import { seed } from '../src/servers/seed.ts';

const clock = fixedClock('2026-11-23T10:00:00Z');
const company = demoCompany({ now: clock.now() });
let dataDir = '';

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'demo-company-'));
});

afterEach(async () => {
  await rm(dataDir, { recursive: true });
});

async function connect({ imap, login, password }: DemoMailServers): Promise<ImapFlow> {
  const client = new ImapFlow({
    host: imap.host,
    port: imap.port,
    secure: true,
    auth: { user: login, pass: password },
    tls: { ca: imap.certificate },
    logger: false,
  });
  await client.connect();
  return client;
}

async function counts(servers: DemoMailServers): Promise<Readonly<Record<string, number | undefined>>> {
  const client = await connect(servers);
  const folders = await client.list({ statusQuery: { messages: true } });
  await client.logout();
  return Object.fromEntries(folders.map(({ path, status }) => [path, status?.messages]));
}

const expected = (): Readonly<Record<string, number>> => {
  const mails = [...company.mailbox];
  return Object.fromEntries(
    company.folders.map(({ path }) => [path, mails.filter(({ folder }) => folder === path).length]),
  );
};

describe('the demo mail servers', () => {
  it('hold the mailbox of the demo company', async () => {
    await using servers = await DemoMailServers.start({ dataDir, clock });
    expect(await counts(servers)).toEqual(expected());
  });

  it('tell the roles of folders', async () => {
    await using servers = await DemoMailServers.start({ dataDir, clock });
    const client = await connect(servers);
    const roles = (await client.list()).map(({ path, specialUse }) => [path, specialUse]);
    await client.logout();
    expect(new Map(roles as [string, string][])).toEqual(
      new Map(company.folders.map(({ path, specialUse }) => [path, path === 'INBOX' ? '\\Inbox' : specialUse])),
    );
  });

  it('keep mail, password and ports from one start to the next', async () => {
    const first = await DemoMailServers.start({ dataDir, clock });
    await first.close();
    await using second = await DemoMailServers.start({ dataDir, clock });
    expect([second.password, second.imap, second.smtp]).toEqual([first.password, first.imap, first.smtp]);
    expect(await counts(second)).toEqual(expected());
  });

  it('go on seeding after a crash without doubles', async () => {
    const started = await DemoMailServers.start({ dataDir, clock });
    const { login, password } = started;
    await started.close();
    const imap = await ImapServer.start({ users: [{ login, password }], folders: company.folders });
    const store = imap.mailbox(login);
    const half = [...company.mailbox].filter((_mail, index) => index % 2 === 0);
    await seed(store, half);
    await seed(store, company.mailbox);
    const found = Object.fromEntries(company.folders.map(({ path }) => [path, store.list(path).length]));
    await imap.close();
    expect(found).toEqual(expected());
  });

  it('let new mail come in while a client looks on', async () => {
    await using servers = await DemoMailServers.start({ dataDir, clock });
    const client = await connect(servers);
    await client.mailboxOpen('INBOX');
    const told = new Promise((resolve) => {
      client.once('exists', resolve);
    });
    const idling = client.idle();
    const { messageId } = await servers.deliverLive();
    await told;
    const newest = await client.fetchOne('*', { envelope: true });
    await client.logout();
    await idling;
    expect(newest && newest.envelope?.messageId).toBe(messageId);
  });

  it('never deliver the same live mail again after a restart', async () => {
    const first = await DemoMailServers.start({ dataDir, clock });
    const one = await first.deliverLive();
    await first.close();
    await using second = await DemoMailServers.start({ dataDir, clock });
    expect((await second.deliverLive()).messageId).not.toBe(one.messageId);
  });

  it('keep the password in a file for its owner alone', async () => {
    await using servers = await DemoMailServers.start({ dataDir, clock });
    const { mode } = await stat(join(dataDir, 'demo.json'));
    expect([mode & 0o777, servers.password.length]).toEqual([0o600, 24]);
  });
});

describe('submission to the demo servers', () => {
  const transport = ({ smtp, login, password }: DemoMailServers, pass = password) =>
    createTransport({
      host: smtp.host,
      port: smtp.port,
      secure: true,
      auth: { user: login, pass },
      tls: { ca: smtp.certificate },
    });

  it('puts mail to the owner into her inbox', async () => {
    await using servers = await DemoMailServers.start({ dataDir, clock });
    const { login } = servers;
    await transport(servers).sendMail({ from: login, to: login, subject: 'A note to myself', text: 'Salmon.' });
    const client = await connect(servers);
    await client.mailboxOpen('INBOX');
    const newest = await client.fetchOne('*', { envelope: true });
    await client.logout();
    expect(newest && newest.envelope?.subject).toBe('A note to myself');
  });

  it('accepts mail to people outside and keeps it out of the mailbox', async () => {
    await using servers = await DemoMailServers.start({ dataDir, clock });
    const to = 'tom.whitaker@harbourline.example';
    const sent = await transport(servers).sendMail({ from: servers.login, to, subject: 'Dates', text: 'Six weeks.' });
    expect([sent.accepted, await counts(servers)]).toEqual([[to], expected()]);
  });

  it('refuses a wrong password', async () => {
    await using servers = await DemoMailServers.start({ dataDir, clock });
    await expect(transport(servers, 'guess').verify()).rejects.toMatchObject({ responseCode: 535 });
  });

  it('refuses a sender that is not the owner', async () => {
    await using servers = await DemoMailServers.start({ dataDir, clock });
    const mail = { from: 'kenji.mori@kumoi.example', to: servers.login, subject: 'x', text: 'x' };
    await expect(transport(servers).sendMail(mail)).rejects.toMatchObject({ responseCode: 553 });
  });
});
