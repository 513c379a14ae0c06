import { chmod, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AccountConnected, CredentialsRejected, type DataOf } from '@mailfold/contracts';
import { Doctor, type Finding } from '@mailfold/contracts/http';
import { uuid7 } from '@mailfold/kernel';
import { createProjections } from '@mailfold/projections';
import { OperationApi } from './operation-api.ts';
import { poison } from './small-view.ts';

const connected = (accountId: string): DataOf<typeof AccountConnected> => ({
  accountId,
  ownerId: uuid7(),
  address: 'me@example.com',
  aliases: [],
  companyDomains: [],
  hashKey: 'x',
  provider: 'imap',
  threadingPolicy: 'subject-participants@1',
  settings: {
    archiveAtProvider: false,
    deleteAtProvider: false,
    syncReadState: true,
    removeWhenDeletedAtProvider: false,
    defaultVisibility: 'private',
    autoLink: true,
  },
  scope: { kind: 'all' },
  start: { kind: 'since' },
});

describe('the doctor', () => {
  let api: OperationApi;

  beforeEach(async () => {
    api = await OperationApi.open({
      views: ['small'],
      beside: (platform, blobs) => [createProjections(platform, { blobs })],
    });
  });
  afterEach(async () => {
    poison.clear();
    await api[Symbol.asyncDispose]();
  });

  const findings = async (): Promise<readonly Finding[]> => (await api.call('GET', '/v1/doctor', Doctor)).findings;
  const of = async (part: string): Promise<readonly Finding[]> =>
    (await findings()).filter((finding) => finding.part === part);

  it('finds every part well where everything is well', async () => {
    await api.tell({});
    await api.settle();
    const found = await findings();
    expect(found.map(({ part, state }) => [part, state])).toEqual([
      ['disk', 'ok'],
      ['database', 'ok'],
      ['event store', 'ok'],
      ['blob store', 'ok'],
      ['master key', 'ok'],
      ['account keys', 'ok'],
      ['projections.small', 'ok'],
      ['projections.records', 'ok'],
      ['projections.threads', 'ok'],
      ['projections.accounts', 'ok'],
      ['projections.search', 'ok'],
      ['accounts', 'ok'],
    ]);
    expect(found[1]?.words).toMatch(/^PostgreSQL \d+/);
  });

  it('finds a master key that is gone, and makes no new one', async () => {
    await rm(join(api.dataDirectory, 'master.key'));
    const broken = await of('master key');
    expect(broken).toMatchObject([{ state: 'broken', whatToDo: expect.stringContaining('copy') }]);
    expect(await of('master key')).toEqual(broken);
  });

  it('finds a master key that others may read', async () => {
    await chmod(join(api.dataDirectory, 'master.key'), 0o644);
    expect(await of('master key')).toMatchObject([{ state: 'broken', whatToDo: expect.stringContaining('chmod 600') }]);
  });

  it('finds a blob store that cannot be written', async () => {
    await rm(join(api.dataDirectory, 'blobs'), { recursive: true, force: true });
    await writeFile(join(api.dataDirectory, 'blobs'), 'no folder');
    expect(await of('blob store')).toMatchObject([{ state: 'broken', whatToDo: expect.any(String) }]);
  });

  it('finds a processor that does not run', async () => {
    await api.service.stop();
    expect(await of('projections.small')).toMatchObject([{ state: 'broken', words: 'does not run' }]);
  });

  it('finds what a processor could not handle', async () => {
    await api.service.stop();
    poison.add(await api.tell({}));
    await api.service.start();
    await api.settle();
    expect(await of('projections.small')).toMatchObject([
      { state: 'ok' },
      { state: 'warning', whatToDo: expect.stringContaining('dead-letters list --group projections.small') },
    ]);
  });

  it('looks at each account of the tenant', async () => {
    const id = uuid7();
    await api.tell(connected(id), AccountConnected.type, id);
    const reason = 'the password was changed';
    await api.tell({ accountId: id, reason }, CredentialsRejected.type, id);
    await api.settle();
    const refused = { state: 'warning', words: expect.stringContaining(reason), whatToDo: expect.stringContaining(id) };
    expect(await of('account me@example.com')).toMatchObject([refused]);
  });

  it('finds an account view that is not there, and the rest all the same', async () => {
    await api.platform.rows.query('drop table accounts.account');
    expect(await of('accounts')).toMatchObject([{ state: 'broken', whatToDo: expect.any(String) }]);
    expect(await of('database')).toMatchObject([{ state: 'ok' }]);
  });

  it('is for a service key alone', async () => {
    expect((await api.ask('GET', '/v1/doctor', { key: 'mfk_nobody' })).status).toBe(401);
  });
});
