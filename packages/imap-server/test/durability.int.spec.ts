import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { systemClock } from '@mailfold/kernel';
import { openMailboxStore } from '../src/store/open-mailbox-store.ts';
import { ANN, connected, mail, startServer } from './imap-client.ts';

function temporaryDirectory() {
  const path = mkdtempSync(join(tmpdir(), 'imap-server-'));
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) };
}

const journalIn = (dataDir: string): string => {
  const users = join(dataDir, 'users');
  return join(users, readdirSync(users)[0] ?? '', 'journal.ndjson');
};

async function fill(dataDir: string) {
  await using server = await startServer({ dataDir });
  const box = server.mailbox(ANN);
  await box.deliverMany(
    'INBOX',
    ['a', 'b', 'c'].map((name) => ({ raw: mail(name), flags: ['\\Seen'] })),
  );
  await box.move('INBOX', [2], 'Archive');
  await box.setFlags('INBOX', { uids: [3], operation: 'remove', flags: ['\\Seen'] });
  return snapshot(server.mailbox(ANN).admin.folders());
}

const snapshot = (folders: readonly { readonly path: string }[]): unknown => JSON.parse(JSON.stringify(folders));

describe('what is kept', () => {
  it('is the same after a restart: folders, UIDs, MODSEQ, flags, vanished, bytes', async () => {
    using place = temporaryDirectory();
    const before = await fill(place.path);
    await using server = await startServer({ dataDir: place.path });
    const box = server.mailbox(ANN);
    expect(snapshot(box.admin.folders())).toEqual(before);
    expect(box.read('Archive', 1).equals(mail('b'))).toBe(true);
  });

  it('goes on counting UIDs where it stopped, also when the last message is gone', async () => {
    using place = temporaryDirectory();
    await fill(place.path);
    {
      await using server = await startServer({ dataDir: place.path });
      await server.mailbox(ANN).expunge('INBOX', [3]);
    }
    await using server = await startServer({ dataDir: place.path });
    expect(await server.mailbox(ANN).deliver('INBOX', mail('d'))).toBe(4);
  });

  it('keeps its certificate, so that a client that pinned it goes on', async () => {
    using place = temporaryDirectory();
    const first = await startServer({ dataDir: place.path });
    await first.close();
    await using server = await startServer({ dataDir: place.path });
    expect(server.certificate).toEqual(first.certificate);
    await using client = await connected(server);
    expect(client.usable).toBe(true);
  });

  it('is read without the torn last line, and written on', async () => {
    using place = temporaryDirectory();
    const before = await fill(place.path);
    appendFileSync(journalIn(place.path), '[{"kind":"vanished","fol');
    {
      await using server = await startServer({ dataDir: place.path });
      expect(snapshot(server.mailbox(ANN).admin.folders())).toEqual(before);
      await server.mailbox(ANN).deliver('INBOX', mail('d'));
    }
    await using server = await startServer({ dataDir: place.path });
    expect(
      server
        .mailbox(ANN)
        .list('INBOX')
        .map((message) => message.uid),
    ).toEqual([1, 3, 4]);
  });

  it('opens to a state that was, wherever the journal ends', async () => {
    using place = temporaryDirectory();
    await fill(place.path);
    const path = journalIn(place.path);
    const whole = readFileSync(path);
    const sizes = new Set<number>();
    for (let length = 0; length <= whole.length; length += 7) {
      writeFileSync(path, whole.subarray(0, length));
      const store = openMailboxStore({ login: ANN, directory: dirname(path), clock: systemClock, isGmail: false });
      const folders = store.admin.folders();
      sizes.add(folders.reduce((sum, folder) => sum + folder.messages.length, 0));
      await store.close();
    }
    // Three were delivered in one transaction, and one moved in another: never one or two, never four.
    expect([...sizes]).toEqual([0, 3]);
  });

  it('is refused when another line is damaged', async () => {
    using place = temporaryDirectory();
    await fill(place.path);
    const path = journalIn(place.path);
    writeFileSync(path, readFileSync(path, 'utf8').replace('"added"', '"ad'));
    await expect(startServer({ dataDir: place.path })).rejects.toMatchObject({ code: 'imap-server/journal-damaged' });
  });

  it('survives a compaction of the journal, vanished UIDs included', async () => {
    using place = temporaryDirectory();
    await fill(place.path);
    {
      await using server = await startServer({ dataDir: place.path });
      for (let turn = 0; turn < 600; turn += 1)
        for (const operation of ['add', 'remove'] as const)
          await server.mailbox(ANN).setFlags('INBOX', { uids: [1], operation, flags: ['$Turn'] });
    }
    const lines = (): number => readFileSync(journalIn(place.path), 'utf8').split('\n').length;
    const long = lines();
    let before: unknown;
    {
      await using server = await startServer({ dataDir: place.path });
      before = snapshot(server.mailbox(ANN).admin.folders());
      expect(server.mailbox(ANN).folder('INBOX').vanishedSince(0)).toEqual([[2, 2]]);
    }
    await using server = await startServer({ dataDir: place.path });
    expect([long > 1200, lines() < 30]).toEqual([true, true]);
    expect(snapshot(server.mailbox(ANN).admin.folders())).toEqual(before);
  });

  it('removes the bytes with the last copy, and not before', async () => {
    using place = temporaryDirectory();
    await using server = await startServer({ dataDir: place.path });
    const box = server.mailbox(ANN);
    const files = (): number =>
      readdirSync(place.path, { recursive: true }).filter((name) => String(name).endsWith('.eml')).length;
    await box.deliver('INBOX', mail('a'));
    await box.copy('INBOX', [1], 'Archive');
    await box.expunge('INBOX', [1]);
    const withCopy = files();
    await box.expunge('Archive', [1]);
    await box.flushed();
    expect([withCopy, files()]).toEqual([1, 0]);
  });

  it('holds every acknowledged change after kill -9', async () => {
    using place = temporaryDirectory();
    const acknowledged: { uid: number; archived: boolean }[] = [];
    const script = join(import.meta.dirname, 'crash-server.ts');
    const child = spawn(process.execPath, [script, place.path], { stdio: ['ignore', 'pipe', 'inherit'] });
    for await (const line of createInterface(child.stdout)) {
      acknowledged.push(JSON.parse(line) as { uid: number; archived: boolean });
      if (acknowledged.length === 60) child.kill('SIGKILL');
    }
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    await using server = await startServer({ dataDir: place.path });
    const box = server.mailbox(ANN);
    const inbox = new Set(box.list('INBOX').map((message) => message.uid));
    const kept = acknowledged.filter(({ uid, archived }) => inbox.has(uid) !== archived);
    expect(kept).toHaveLength(acknowledged.length);
    for (const { uid } of box.list('Archive')) expect(box.read('Archive', uid).length).toBeGreaterThan(0);
  });
});
