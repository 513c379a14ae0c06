import { fakeBlockLists } from './fake-block-list.ts';
import { type FakeMailfold, fakeMailfold } from './fake-mailfold.ts';
import { mailfoldHere } from './recording-terminal.ts';

describe('the block list on the command line (SCO-4)', () => {
  let api: FakeMailfold;

  beforeAll(async () => {
    api = await fakeMailfold();
  });
  afterAll(async () => {
    await api[Symbol.asyncDispose]();
  });
  beforeEach(() => Object.assign(api.blockLists, fakeBlockLists()));

  const run = (line: string) => mailfoldHere([...line.split(' '), '--data', api.data]);

  it('is shown', async () => {
    expect((await run('block-list show')).out).toMatch(/^ENTRY .*\nnews@shop\.example +this address\n$/);
  });

  it('takes addresses and domains, each once', async () => {
    const { code, out } = await run('block-list add News@shop.example @spam.example x@y.example');
    expect([code, out]).toEqual([0, 'Changed; it holds for mail that comes from now on.\n']);
    expect(api.blockLists.user).toEqual({ addresses: ['news@shop.example', 'x@y.example'], domains: ['spam.example'] });
    expect(api.blockLists.tenant).toEqual({ addresses: [], domains: [] });
  });

  it('lets go of what is removed', async () => {
    await run('block-list remove news@shop.example');
    expect(api.blockLists.user).toEqual({ addresses: [], domains: [] });
  });

  it('is the whole tenant’s with --tenant', async () => {
    await run('block-list add spam.example --tenant');
    expect(api.blockLists.tenant).toEqual({ addresses: [], domains: ['spam.example'] });
  });
});
