import { readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describeWith, findDovecot, until } from '@mailfold/dev-env';
import { ImapServer } from '@mailfold/imap-server';
import { messageOf } from '@mailfold/kernel';
import type { Dovecot, DovecotUser } from '@mailfold/dev-env';
import { databaseOf } from '../bench/engine/database-of.ts';
import { processTree } from '../bench/engine/process-tree.ts';
import { writeMail } from './mail/write-mail.ts';
import { connectAnn } from './mailfold/connect.ts';
import { DataFolder } from './mailfold/data-folder.ts';
import { everyEvent } from './mailfold/every-event.ts';
import { Mailfold } from './mailfold/mailfold.ts';
import { Program } from './mailfold/program.ts';
import { EchoingSmtp } from './secrets/echoing-smtp.ts';
import { needlesOf, seedSecret } from './secrets/needles.ts';
import { filesBelow, hits, type Place, processPlaces, rowsOf, textPlace } from './secrets/places.ts';

const ENV = { MAILFOLD_LOG_LEVEL: 'debug', MAILFOLD_ALLOW_CLEARTEXT: '127.0.0.1', MAILFOLD_ALLOW_HOSTS: '127.0.0.1' };
const KEY_FILES = ['master.key', 'master.key.previous'];
const LOGIN = 'echo@echo.example';
const seeds = { password: seedSecret(), token: seedSecret(), wrong: seedSecret(), renewed: seedSecret() };

/** What a careless server says: all that it was given. */
const echoOf = (secret: string): string => {
  const inBase64 = (text: string): string => Buffer.from(text).toString('base64');
  const quoted = secret.replaceAll(/["\\]/g, '\\$&');
  const plain = inBase64(`\0${LOGIN}\0${secret}`);
  const bearer = inBase64(`user=${LOGIN}\u0001auth=Bearer ${secret}\u0001\u0001`);
  return `cannot do A1 LOGIN ${LOGIN} "${quoted}"; PLAIN ${plain}; XOAUTH2 ${bearer}; ${encodeURIComponent(secret)}`;
};

describeWith(await findDovecot(), 'what it takes to log in to an account', ({ startDovecot }) => {
  let dovecot: Dovecot;
  let ann: DovecotUser;
  let data: DataFolder;
  let mailfold: Mailfold;
  let smtp: EchoingSmtp;
  let passwords: ImapServer;
  let tokens: ImapServer;
  /** Everything that mailfold said: programs, answers, errors. */
  const said: Place[] = [];

  beforeAll(async () => {
    dovecot = await startDovecot();
    ann = await dovecot.addUser();
    data = await DataFolder.make();
    smtp = await EchoingSmtp.start();
    passwords = await ImapServer.start({ users: [{ login: LOGIN, password: seeds.password.secret }] });
    tokens = await ImapServer.start({
      users: [{ login: LOGIN, password: 'none' }],
      capabilities: { 'AUTH=XOAUTH2': true },
      takesToken: (_login, token) => token === seeds.token.secret,
    });
    mailfold = await Mailfold.start(data, { env: ENV });
    await connectAnn(mailfold.client, dovecot, ann);
  }, 60_000);
  afterAll(async () => {
    await mailfold[Symbol.asyncDispose]();
    await data[Symbol.asyncDispose]();
    await Promise.all(
      [dovecot.stop(), smtp, passwords, tokens].map((one) => ('port' in one ? one[Symbol.asyncDispose]() : one)),
    );
  });

  const server = ({ port, certificate }: ImapServer) =>
    ({ host: '127.0.0.1', port, tls: 'implicit', pinnedCertificate: certificate?.cert ?? '' }) as const;
  const withPassword = (secret: string) => ({ kind: 'password', login: LOGIN, password: secret }) as const;

  const refused = async (name: string, asked: Promise<unknown>): Promise<void> => {
    const error: unknown = await asked.then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    said.push(textPlace(name, [messageOf(error), error]));
    expect(messageOf(error)).toContain('…');
  };

  const connect = (address: string, imap: ImapServer, credentials: object, more: object = {}) =>
    mailfold.client.accounts.connect({
      owner: 'ann',
      address,
      servers: { imap: server(imap), ...more },
      credentials: credentials as ReturnType<typeof withPassword>,
    });

  const ended = async (how: 'kill' | 'stop'): Promise<void> => {
    const { out, err } = await mailfold[how]();
    said.push(textPlace('what the program wrote', out + err));
  };

  it('is refused by servers that repeat it, and the answer does not', async () => {
    const echo = (secret: string) => ({
      on: ['LOGIN', 'AUTHENTICATE'],
      do: { no: echoOf(secret), code: 'AUTHENTICATIONFAILED' },
    });
    passwords.playFaults([echo(seeds.wrong.secret)]);
    await refused('a wrong password', connect('wrong@echo.example', passwords, withPassword(seeds.wrong.secret)));
    passwords.playFaults([]);
    const submission = { smtp: { host: '127.0.0.1', port: smtp.port, tls: 'none' } };
    await refused('SMTP', connect('smtp@echo.example', passwords, withPassword(seeds.password.secret), submission));
    const { id } = await connect('password@echo.example', passwords, withPassword(seeds.password.secret));
    await connect('token@echo.example', tokens, { kind: 'oauth2', login: LOGIN, accessToken: seeds.token.secret });
    await mailfold.settle();
    passwords.playFaults([echo(seeds.renewed.secret)]);
    const credentials = withPassword(seeds.renewed.secret);
    await refused('other credentials', mailfold.client.accounts.renewCredentials(id, { credentials }));
  }, 60_000);

  it('parks accounts whose servers begin to refuse and repeat it, also over a crash', async () => {
    for (const [imap, { secret }] of [
      [passwords, seeds.password],
      [tokens, seeds.token],
    ] as const)
      imap.playFaults([{ on: ['LOGIN', 'AUTHENTICATE'], do: { no: echoOf(secret), code: 'AUTHENTICATIONFAILED' } }]);
    await ended('kill');
    mailfold = await Mailfold.start(data, { env: ENV });
    const parked = async () => {
      const { items } = await mailfold.client.accounts.list({ limit: 200 });
      return items.filter(({ state }) => state === 'needs re-authentication').length === 2;
    };
    const told = await until(parked, { within: 60_000, every: 50, what: 'two accounts that need other credentials' });
    expect(told).toBe(true);
  }, 120_000);

  it('comes under another master key and other keys of accounts, and opens still (X21)', async () => {
    await ended('stop');
    await rename(join(data.path, 'master.key'), join(data.path, 'master.key.previous'));
    mailfold = await Mailfold.start(data, { env: ENV });
    const rotation = new Program('cli', ['secrets', 'rotate', '--account-keys', '--json', '--data', data.path]);
    const { code, out, err } = await rotation.ended;
    said.push(textPlace('the rotation', out + err));
    expect({ code, ...(JSON.parse(out) as object) }).toMatchObject({
      code: 0,
      renewed: 3,
      keys: [{ accounts: 3, state: 'current' }],
    });
    await rm(join(data.path, 'master.key.previous'));
    await ended('stop');
    mailfold = await Mailfold.start(data, { env: ENV });
    await dovecot.deliver(
      ann.user,
      writeMail({ from: 'bob@example.com', to: 'ann@example.com', subject: 'after', text: 'x', id: 'after' }),
    );
    const arrived = async () => (await filesBelow(data.path, [])).some(({ bytes }) => bytes.includes('Subject: after'));
    await until(arrived, { within: 30_000, every: 100, what: 'mail after the rotation' });
  }, 120_000);

  it('stands nowhere: not in files, rows, answers, errors, logs, nor in what a process shows (X21)', async () => {
    const { client } = mailfold;
    const { items } = await client.accounts.list({ limit: 200 });
    const answers = [
      items,
      await Promise.all(items.map(({ id }) => client.accounts.get(id))),
      await everyEvent(client, []),
      await client.operation.doctor(),
      await client.operation.secrets(),
    ];
    await using rows = await databaseOf(data.path);
    const pid = Number(await readFile(join(data.path, 'mailfold.pid'), 'utf8'));
    const postmaster = (await data.postmaster()) ?? 0;
    const places = [
      ...said,
      ...answers.map((answer, nth) => textPlace(`answer ${nth}`, answer)),
      ...(await rowsOf(rows)),
      ...(await filesBelow(data.path, KEY_FILES)),
      ...(await processPlaces([pid, postmaster].flatMap(processTree).map((one) => one.pid))),
    ];
    const masterKey = (await readFile(join(data.path, 'master.key'), 'utf8')).trim();
    const secrets = [...Object.values(seeds).map(({ middle }) => middle), ann.password];
    const needles = [...secrets.flatMap(needlesOf), masterKey, Buffer.from(masterKey, 'base64').toString('hex')];
    expect(hits(places, needles)).toEqual([]);
    // What may be seen is seen in all kinds of places, so a secret would be.
    const seen = hits(places, needlesOf('echo.example')).join('\n');
    for (const kind of ['answer 0', 'answer 2', 'table ', 'postgres/']) expect(seen).toContain(kind);
    expect(hits(places, ['MAILFOLD_LOG_LEVEL']).join('\n')).toContain(`environ of process ${pid}`);
  }, 60_000);
});
