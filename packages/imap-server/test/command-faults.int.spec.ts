import type { FaultScript, FaultSettings } from '../src/index.ts';
import { ANN, connected, mail, rejection, startServer } from './imap-client.ts';
import { WireClient } from './wire-client.ts';

const three = ['a', 'b', 'c'].map((name) => ({ raw: mail(name) }));

/** A server with three messages in INBOX, uids 1 to 3. */
async function withThree(faults: FaultScript, options: Parameters<typeof startServer>[0] = {}) {
  const server = await startServer({ ...options, faults });
  await server.mailbox(ANN).deliverMany('INBOX', three);
  return server;
}

const uidsOf = (rows: readonly { readonly uid: number }[]): readonly number[] => rows.map((row) => row.uid);

describe('faults of a command', () => {
  it('S1 changes UIDVALIDITY in the middle of a fetch: the answer ends in BYE', async () => {
    const run: FaultSettings['run'] = ({ mailbox }) => mailbox?.admin.setUidValidity('INBOX', 7, { renumber: true });
    await using server = await withThree([{ on: 'FETCH', do: { run } }]);
    await server.mailbox(ANN).expunge('INBOX', [1]);
    await using client = await WireClient.to(server, ANN);
    await client.command('SELECT INBOX');
    client.send('UID FETCH 1:* (UID)');
    expect(await client.rest()).toContain('* BYE UIDVALIDITY');
    await using again = await WireClient.to(server, ANN);
    const answer = await again.command('SELECT INBOX');
    expect(answer).toContain('UIDVALIDITY 7');
    expect(uidsOf(server.mailbox(ANN).list('INBOX'))).toEqual([1, 2]);
  });

  it('S2 tells no UIDVALIDITY, or an absurd one, in SELECT and STATUS', async () => {
    await using server = await withThree([{ on: ['SELECT', 'STATUS'], do: { uidValidity: null } }]);
    await using client = await WireClient.to(server, ANN);
    expect(await client.command('SELECT INBOX')).not.toContain('UIDVALIDITY');
    server.playFaults([{ on: ['SELECT', 'STATUS'], do: { uidValidity: 0 } }]);
    expect(await client.command('STATUS INBOX (UIDVALIDITY)')).toContain('(UIDVALIDITY 0)');
  });

  it('S4 leaves a UID out of an OK FETCH, as often as told', async () => {
    await using server = await withThree([{ on: 'FETCH', times: 1, do: { omitUids: [2] } }]);
    await using client = await connected(server);
    await client.mailboxOpen('INBOX');
    const fetched = async () => uidsOf(await client.fetchAll('1:*', { source: true, uid: true }, { uid: true }));
    expect([await fetched(), await fetched()]).toEqual([
      [1, 3],
      [1, 2, 3],
    ]);
  });

  it('S5 keeps no MODSEQ for a folder', async () => {
    await using server = await withThree([{ on: ['SELECT', 'EXAMINE'], do: 'no-modseq' }]);
    await using client = await connected(server);
    expect(await client.mailboxOpen('INBOX')).toMatchObject({ noModseq: true });
  });

  it('S5 knows neither CONDSTORE nor QRESYNC', async () => {
    await using server = await withThree([], { capabilities: { CONDSTORE: false } });
    await using client = await connected(server);
    const opened = await client.mailboxOpen('INBOX');
    expect([client.capabilities.has('QRESYNC'), opened.highestModseq]).toEqual([false, undefined]);
  });

  it('S6 has mail delivered between STATUS and SEARCH', async () => {
    const deliver: FaultSettings['run'] = async ({ mailbox }) => {
      await mailbox?.deliver('INBOX', mail('d'));
    };
    await using server = await withThree([{ on: 'SEARCH', times: 1, do: { run: deliver } }]);
    await using client = await connected(server);
    await client.mailboxOpen('INBOX');
    expect(await client.status('INBOX', { messages: true })).toMatchObject({ messages: 3 });
    expect(await client.search({ all: true }, { uid: true })).toEqual([1, 2, 3]);
    expect(client.mailbox && client.mailbox.exists).toBe(4);
  });

  it('S7 has a message expunged between list and fetch', async () => {
    await using server = await withThree([
      { on: 'FETCH', do: { run: ({ mailbox }) => mailbox?.expunge('INBOX', [2]) } },
    ]);
    await using client = await connected(server);
    await client.mailboxOpen('INBOX');
    expect(uidsOf(await client.fetchAll('1:*', { source: true }, { uid: true }))).toEqual([1, 3]);
  });

  it('S8 answers NO for one UID of a range and sends the others', async () => {
    await using server = await withThree([{ on: 'FETCH', do: { refuseUids: [2] } }]);
    await using client = await connected(server);
    await client.mailboxOpen('INBOX');
    const got: number[] = [];
    const fetching = async (): Promise<void> => {
      for await (const row of client.fetch('1:*', { source: true, uid: true }, { uid: true })) got.push(row.uid);
    };
    expect(await rejection(fetching())).toMatchObject({ responseStatus: 'NO' });
    expect([got, client.usable]).toEqual([[1, 3], true]);
  });

  it('S9 has no MOVE: the client copies and expunges', async () => {
    await using server = await withThree([], { capabilities: { MOVE: false } });
    await using client = await connected(server);
    await client.mailboxOpen('INBOX');
    await client.messageMove('2', 'Archive', { uid: true });
    expect(['INBOX', 'Archive'].map((path) => uidsOf(server.mailbox(ANN).list(path)))).toEqual([[1, 3], [1]]);
  });

  it('S18 throttles a command, and is slow about it', async () => {
    await using server = await withThree([
      { on: 'FETCH', times: 1, do: { no: 'Slow down', code: 'THROTTLED', delayMs: 20 } },
    ]);
    await using client = await WireClient.to(server, ANN);
    await client.command('SELECT INBOX');
    const started = performance.now();
    expect(await client.command('FETCH 1 FLAGS')).toBe('W3 NO [THROTTLED] Slow down\r\n');
    expect(performance.now() - started).toBeGreaterThan(15);
    expect(await client.command('FETCH 1 FLAGS')).toContain('W4 OK');
  });

  it('S26 tells of a message whose body cannot be read yet', async () => {
    await using server = await withThree([{ on: 'FETCH', times: 1, do: { nilBodyUids: [3] } }]);
    await using client = await WireClient.to(server, ANN);
    await client.command('SELECT INBOX');
    expect(await client.command('UID FETCH 3 (BODY.PEEK[])')).toContain('* 3 FETCH (UID 3 BODY[] NIL)\r\n');
    expect(await client.command('UID FETCH 3 (BODY.PEEK[])')).toContain('The body of c.');
  });

  it('X16 announces a literal of 4 GB: a client with a bound gives up', async () => {
    await using server = await withThree([{ on: 'FETCH', do: { literalOfSize: 4 * 2 ** 30 } }]);
    await using client = await connected(server, { maxLiteralSize: 1e6 });
    await client.mailboxOpen('INBOX');
    const error = await rejection(client.fetchAll('1:*', { source: true }, { uid: true }));
    expect(error['code']).toBe('NoConnection');
  });

  it('tells a conditional STORE that messages were modified', async () => {
    await using server = await withThree([{ on: 'STORE', do: { modifiedUids: [1] } }]);
    await using client = await WireClient.to(server, ANN);
    await client.command('SELECT INBOX');
    expect(await client.command('UID STORE 1:2 +FLAGS (\\Seen)')).toContain('OK [MODIFIED 1]');
    expect(
      server
        .mailbox(ANN)
        .list('INBOX')
        .map((message) => message.flags.length),
    ).toEqual([0, 1, 0]);
  });

  it('does a move and loses the answer', async () => {
    await using server = await withThree([{ on: 'MOVE', do: 'lose-answer' }]);
    await using client = await WireClient.to(server, ANN);
    await client.command('SELECT INBOX');
    client.send('UID MOVE 1 Archive');
    expect(await client.rest()).toBe('');
    expect(uidsOf(server.mailbox(ANN).list('Archive'))).toEqual([1]);
  });

  it('cuts the connection before an answer, or in the middle of a literal', async () => {
    await using server = await withThree([
      { on: 'NOOP', do: 'drop-connection' },
      { on: 'FETCH', do: { dropAfterBytes: 60 } },
    ]);
    await using first = await WireClient.to(server, ANN);
    first.send('NOOP');
    expect(await first.rest()).toBe('');
    await using second = await WireClient.to(server, ANN);
    await second.command('SELECT INBOX');
    second.send('UID FETCH 1:* (BODY.PEEK[])');
    expect(await second.rest()).toHaveLength(60);
  });

  it('answers BAD, injects lines and lets the first matches through', async () => {
    await using server = await withThree([
      { on: '*', when: ({ text }) => text.includes('Weird'), do: { bad: 'What?' } },
      { on: 'NOOP', skip: 1, times: 1, do: { inject: '* 17 EXISTS\r\n' } },
    ]);
    await using client = await WireClient.to(server, ANN);
    expect(await client.command('STATUS Weird (MESSAGES)')).toBe('W2 BAD What?\r\n');
    const answers = [await client.command('NOOP'), await client.command('NOOP'), await client.command('NOOP')];
    expect(answers.map((answer) => answer.includes('17 EXISTS'))).toEqual([false, true, false]);
  });

  it('never shows a password to a rule or a listener', async () => {
    const seen: string[] = [];
    await using server = await withThree([{ on: '*', when: ({ text }) => seen.push(text) < 0, do: 'drop-connection' }]);
    server.on('command', ({ text }) => seen.push(text));
    await using client = await WireClient.to(server, ANN);
    await client.command('NOOP');
    expect(seen.join(' ')).not.toContain('secret');
  });
});
