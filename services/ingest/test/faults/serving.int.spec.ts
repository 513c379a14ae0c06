import { AccountRecovered, AccountThrottled, CredentialsRejected, MessageQuarantined } from '@mailfold/contracts';
import { until } from '@mailfold/dev-env';
import { mail, mails, range } from './mails.ts';
import { ANN, World } from './world.ts';

const logins = (world: World): number => world.asked.filter(({ command }) => command === 'AUTHENTICATE').length;

describe('IDLE that the server ends (S16)', () => {
  it('is entered again, each time from where it was: nothing is missed in between', async () => {
    await using world = await World.open();
    await world.synced();
    world.server.playFaults([{ on: 'IDLE', do: { idleEndsAfterMs: 150 } }]);
    for (let nth = 1; nth <= 6; nth += 1) {
      await world.mailbox.deliver('INBOX', mail(`while it ends ${nth}`));
      await world.becomes('INBOX', { stored: range(1, nth) });
    }

    expect(await world.announced()).toEqual({ events: 6, messages: 6, live: 6 });
  });

  it('and dies in silence is noticed, and the gap is made good (S15)', async () => {
    await using world = await World.open({ roundMs: 60_000 });
    await world.synced();
    world.server.playFaults([{ on: 'IDLE', times: 2, do: 'go-deaf' }]);
    // Makes both watches enter IDLE anew.
    await until(() => world.asked.filter(({ command }) => command === 'IDLE').length >= 4, { what: 'deaf watches' });
    await world.mailbox.deliver('INBOX', mail('to deaf ears'));
    await world.becomes('INBOX', { stored: [1] });

    expect(await world.announced()).toEqual({ events: 1, messages: 1, live: 1 });
  });
});

describe('too many connections (S17)', () => {
  it('leave one for everything: inbox and other folders are served, and there is no storm of logins', async () => {
    await using world = await World.open({ roundMs: 100 });
    await world.connect();
    world.server.playFaults([
      { on: 'GREETING', when: ({ open }) => open > 1, do: { bye: '[LIMIT] Too many simultaneous connections' } },
    ]);
    await world.stop();
    let greeted = 0;
    world.server.on('connection', () => (greeted += 1));
    await world.start();
    await world.proved();
    await world.mailbox.deliver('INBOX', mail('in'));
    await world.mailbox.deliver('Archive', mail('archived'));
    await world.mailbox.deliver('Sent', mail('sent'));
    for (const path of ['INBOX', 'Archive', 'Sent']) await world.becomes(path, { stored: [1] });

    expect(greeted).toBeLessThanOrEqual(12);
    expect(await world.told(AccountThrottled)).toEqual([]);
  });

  it('are never opened: as many as are allowed, whatever there is to watch', async () => {
    await using world = await World.open({ connections: 2 });
    await world.synced();
    await world.mailbox.deliver('Sent', mail('sent'));
    await world.becomes('Sent', { stored: [1] });

    expect(world.server.connections).toHaveLength(2);
  });
});

describe('a server that asks for less (S18)', () => {
  it('is obeyed: the account is throttled until then, goes on by itself, and is told once', async () => {
    await using world = await World.open();
    await world.mailbox.deliverMany('INBOX', mails(120));
    world.server.playFaults([{ on: 'FETCH', times: 2, do: { no: 'Slow down', code: 'THROTTLED' } }]);
    await world.connect();
    const throttled = await until(async () => (await world.told(AccountThrottled)).at(0));
    const asked = world.asked.length;
    await world.proved();

    expect(AccountThrottled.is(throttled) && throttled.data.reason).toContain('Slow down');
    expect(await world.told(AccountThrottled)).toHaveLength(1);
    expect(await world.told(AccountRecovered)).toHaveLength(1);
    expect(asked).toBeGreaterThan(0);
    expect(await world.announced()).toMatchObject({ events: 120, messages: 120 });
  });

  it('does not make a refused login of it (CON-4)', async () => {
    await using world = await World.open();
    await world.connect();
    world.server.playFaults([{ on: 'AUTHENTICATE', times: 3, do: { no: 'Try again later', code: 'UNAVAILABLE' } }]);
    for (const client of world.server.connections) client.drop();
    await until(async () => (await world.told(AccountThrottled)).at(0));
    await world.proved();

    expect(await world.told(CredentialsRejected)).toEqual([]);
  });
});

describe('a login that is refused (CON-4)', () => {
  it('is looked at twice, told once, and not tried again', async () => {
    await using world = await World.open();
    await world.synced();
    world.server.playFaults([{ on: 'AUTHENTICATE', do: { no: 'Wrong', code: 'AUTHENTICATIONFAILED' } }]);
    const before = logins(world);
    for (const client of world.server.connections) client.drop();
    const rejected = await until(async () => (await world.told(CredentialsRejected)).at(0));
    const tried = logins(world) - before;
    await world.mailbox.deliver('INBOX', mail('meanwhile'));
    await world.mailbox.expunge('INBOX', []);

    expect(tried).toBeLessThanOrEqual(5);
    expect(CredentialsRejected.is(rejected) && rejected.data.reason).not.toContain(ANN);
    world.server.playFaults([]);
    await world.call('PUT', `/v1/accounts/${world.accountId}/credentials`, {
      credentials: { kind: 'password', login: ANN, password: 'a secret of ann' },
    });
    await world.becomes('INBOX', { stored: [1] });
    expect(await world.told(CredentialsRejected)).toHaveLength(1);
    expect(await world.announced()).toEqual({ events: 1, messages: 1, live: 1 });
  });

  it('once, and not the next time, parks nothing', async () => {
    await using world = await World.open();
    await world.synced();
    world.server.playFaults([{ on: 'AUTHENTICATE', times: 1, do: { no: 'Wrong', code: 'AUTHENTICATIONFAILED' } }]);
    for (const client of world.server.connections) client.drop();
    await world.mailbox.deliver('INBOX', mail('meanwhile'));
    await world.becomes('INBOX', { stored: [1] });

    expect(await world.told(CredentialsRejected)).toEqual([]);
  });
});

describe('a message that is always refused (S8)', () => {
  it('is quarantined in the words of the server, and everything else goes on', async () => {
    await using world = await World.open();
    await world.mailbox.deliverMany('INBOX', mails(30));
    world.server.playFaults([{ on: 'FETCH', do: { refuseUids: [7] } }]);
    await world.synced();
    await world.mailbox.deliver('INBOX', mail('after it'));
    await world.becomes('INBOX', { stored: [...range(1, 6), ...range(8, 31)], quarantined: [7] });

    expect(await world.told(MessageQuarantined)).toHaveLength(1);
  });
});
