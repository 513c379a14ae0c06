import { silentLogger } from '@mailfold/telemetry';
import { soleHolder, type Wanted } from '../src/index.ts';

describe('the only process', () => {
  it('has everything at once, ends what is not wanted, begins anew what has changed', async () => {
    let wanted: Wanted[] = [{ resource: 'a' }, { resource: 'b', version: 1 }];
    const said: string[] = [];
    const share = await soleHolder(silentLogger).share({
      pool: 'test',
      wanted: () => Promise.resolve(wanted),
      begin: ({ resource, version = 0 }) => {
        said.push(`begin ${resource} ${version}`);
        return Promise.resolve({
          stop: () => Promise.resolve(void said.push(`stop ${resource}`)),
          told: (word) => said.push(`${word} ${resource}`),
        });
      },
    });
    expect(said.splice(0)).toEqual(['begin a 0', 'begin b 1']);
    wanted = [{ resource: 'b', version: 2 }, { resource: 'c' }];
    await share.look();
    expect(said.splice(0).toSorted()).toEqual(['begin b 2', 'begin c 0', 'stop a', 'stop b']);
    await share.tell('c', 'wake');
    // Not looked at since it came: its work begins with a look.
    wanted = [...wanted, { resource: 'd' }];
    await share.tell('d', 'wake');
    expect(said.splice(0)).toEqual(['wake c', 'begin d 0', 'wake d']);
    await share.stop();
    expect(said.toSorted()).toEqual(['stop b', 'stop c', 'stop d']);
  });

  it('tells of what could not be begun, and tries it again', async () => {
    let wanted: Wanted[] = [];
    let fails = true;
    const share = await soleHolder(silentLogger).share({
      pool: 'test',
      wanted: () => Promise.resolve(wanted),
      begin: () => (fails ? Promise.reject(new Error('not yet')) : Promise.resolve({ stop: () => Promise.resolve() })),
    });
    wanted = [{ resource: 'a' }];
    await expect(share.look()).rejects.toThrow('not yet');
    expect(share.resources).toEqual([]);
    fails = false;
    await share.look();
    expect(share.resources).toEqual(['a']);
  });
});
