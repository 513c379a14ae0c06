import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ClusterFolder } from '../src/embedded/cluster-folder.ts';
import { Postmaster } from '../src/embedded/postmaster.ts';
import { reachableFolder } from '../src/testing/reachable-folder.ts';

const AT_ONCE = 60;

describe('the main process of a server', () => {
  it('is not waited for when it ends at once, however busy the machine is', async () => {
    await using folder = await reachableFolder();
    const program = join(folder.path, 'ends-at-once');
    await writeFile(program, '#!/bin/sh\nexit 1\n', { mode: 0o755 });
    const cluster = new ClusterFolder(folder.path);
    await mkdir(cluster.data, { recursive: true });
    const starts = Array.from({ length: AT_ONCE }, () => Postmaster.start(program, cluster, 1, {}));
    const told = (await Promise.allSettled(starts)).map((one) =>
      one.status === 'rejected' ? String(one.reason) : 'started',
    );
    expect(told).toEqual(starts.map(() => expect.stringContaining('ended at once (exit code 1)')));
  });
});
