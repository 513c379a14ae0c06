import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RunServers } from '../src/desk/run-servers.ts';
import type { DovecotSource } from '../src/dovecot/sources.ts';

const description = {
  host: '127.0.0.1',
  port: 1,
  tlsPort: 2,
  lmtpPort: 3,
  certificate: '',
  doveadm: [],
  users: '',
  homes: '',
  mailOwner: { uid: 1, gid: 1 },
};
const nothing = async () => undefined;

describe('the servers of a run', () => {
  let folder: string;
  const asked: string[] = [];
  const fails: DovecotSource = {
    name: 'an engine without the image',
    start: async () => {
      asked.push('engine');
      throw new Error('no such image');
    },
  };
  const works: DovecotSource = {
    name: 'this machine',
    start: async () => {
      asked.push('machine');
      return { description, halt: nothing, resume: nothing, stop: nothing };
    },
  };

  beforeEach(async () => {
    asked.length = 0;
    folder = await mkdtemp(join(tmpdir(), 'mailfold-dovecots-'));
  });

  afterEach(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  it('come from the next source when the preferred one fails, and from then on', async () => {
    const dovecots = new RunServers('Dovecot', [fails, works]);
    await dovecots.start(folder, { variant: 'full' });
    await dovecots.start(folder, { variant: 'full' });

    expect(asked).toEqual(['engine', 'machine', 'machine']);
  });

  it('say which source failed when there is no other', async () => {
    const starting = new RunServers('Dovecot', [fails]).start(folder, { variant: 'full' });

    await expect(starting).rejects.toThrow('Dovecot by an engine without the image did not start');
  });
});
