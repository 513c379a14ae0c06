import { ANN, connected, mail, startServer } from './imap-client.ts';
import { WireClient } from './wire-client.ts';

const three = ['a', 'b', 'c'].map((name) => ({ raw: mail(name) }));

describe('catching up after an absence', () => {
  it('tells a QRESYNC client what vanished, changed and came', async () => {
    await using server = await startServer();
    const box = server.mailbox(ANN);
    await box.deliverMany('INBOX', three);
    const { highestModseq, uidValidity } = box.folder('INBOX');
    await box.expunge('INBOX', [1]);
    await box.setFlags('INBOX', { uids: [2], operation: 'add', flags: ['\\Flagged'] });
    await box.deliver('INBOX', mail('d'));

    await using client = await connected(server);
    const gone: number[] = [];
    const changed: number[] = [];
    client.on('expunge', (event: { uid: number }) => gone.push(event.uid));
    client.on('flags', (event: { uid: number }) => changed.push(event.uid));
    const opened = await client.mailboxOpen('INBOX', {
      changedSince: BigInt(highestModseq),
      uidValidity: BigInt(uidValidity),
    });
    expect({ gone, changed, exists: opened.exists }).toEqual({ gone: [1], changed: [2, 4], exists: 3 });
  });

  it('tells nothing earlier when UIDVALIDITY is another', async () => {
    await using server = await startServer();
    const box = server.mailbox(ANN);
    await box.deliverMany('INBOX', three);
    await box.expunge('INBOX', [1]);
    await using client = await WireClient.to(server, ANN);
    await client.command('ENABLE QRESYNC');
    expect(await client.command('SELECT INBOX (QRESYNC (12345 1))')).not.toContain('VANISHED');
  });

  it('leaves out what lies beyond the UIDs that the client knows', async () => {
    await using server = await startServer();
    const box = server.mailbox(ANN);
    await box.deliverMany('INBOX', three);
    const { uidValidity } = box.folder('INBOX');
    await box.expunge('INBOX', [1, 3]);
    await using client = await WireClient.to(server, ANN);
    await client.command('ENABLE QRESYNC');
    const answer = await client.command(`SELECT INBOX (QRESYNC (${uidValidity} 1 2:3))`);
    expect(answer).toContain('* VANISHED (EARLIER) 3\r\n');
  });

  it('answers CHANGEDSINCE with the rows that changed, and VANISHED on request', async () => {
    await using server = await startServer();
    const box = server.mailbox(ANN);
    await box.deliverMany('INBOX', three);
    const { highestModseq } = box.folder('INBOX');
    await box.expunge('INBOX', [2]);
    await box.setFlags('INBOX', { uids: [3], operation: 'set', flags: ['$Label1'] });
    await using client = await WireClient.to(server, ANN);
    await client.command('ENABLE QRESYNC');
    await client.command('SELECT INBOX');
    const answer = await client.command(`UID FETCH 1:* (FLAGS) (CHANGEDSINCE ${highestModseq} VANISHED)`);
    expect(answer.split('\r\n').slice(0, 2)).toEqual([
      '* VANISHED (EARLIER) 2',
      `* 2 FETCH (UID 3 FLAGS ($Label1) MODSEQ (${highestModseq + 2}))`,
    ]);
  });

  it('refuses QRESYNC before it is enabled, and VANISHED without it', async () => {
    await using server = await startServer();
    await using client = await WireClient.to(server, ANN);
    expect(await client.command('SELECT INBOX (QRESYNC (1 1))')).toMatch(/^W2 BAD/);
    await client.command('SELECT INBOX');
    expect(await client.command('UID FETCH 1 FLAGS (CHANGEDSINCE 1 VANISHED)')).toMatch(/^W4 BAD/);
  });

  it('spares messages that changed since UNCHANGEDSINCE', async () => {
    await using server = await startServer();
    const box = server.mailbox(ANN);
    await box.deliverMany('INBOX', three);
    await using client = await WireClient.to(server, ANN);
    await client.command('SELECT INBOX (CONDSTORE)');
    const answer = await client.command('UID STORE 1:3 (UNCHANGEDSINCE 2) +FLAGS.SILENT (\\Seen)');
    expect(answer).toContain('OK [MODIFIED 2:3]');
    expect(box.list('INBOX').map((message) => message.flags)).toEqual([['\\Seen'], [], []]);
  });

  it('tells a CONDSTORE client the new MODSEQ even after STORE .SILENT', async () => {
    await using server = await startServer();
    await server.mailbox(ANN).deliver('INBOX', mail('a'));
    await using client = await WireClient.to(server, ANN);
    await client.command('SELECT INBOX (CONDSTORE)');
    expect(await client.command('UID STORE 1 +FLAGS.SILENT (\\Seen)')).toContain('* 1 FETCH (UID 1 MODSEQ (3))\r\n');
  });

  it('searches by MODSEQ and tells the highest one found', async () => {
    await using server = await startServer();
    await server.mailbox(ANN).deliverMany('INBOX', three);
    await using client = await WireClient.to(server, ANN);
    await client.command('SELECT INBOX');
    expect(await client.command('UID SEARCH MODSEQ 3')).toContain('* SEARCH 2 3 (MODSEQ 4)\r\n');
    expect(await client.command('UID SEARCH RETURN (MIN COUNT ALL) MODSEQ 3')).toContain(
      '* ESEARCH (TAG "W4") UID MIN 2 ALL 2:3 COUNT 2 MODSEQ 4\r\n',
    );
  });
});
