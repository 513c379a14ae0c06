import { runServiceProcess } from '@mailfold/service-process';
import { createIngest } from './container.ts';

await runServiceProcess({
  name: 'ingest',
  needs: ['blobs', 'logins'],
  create: ({ platform, blobs, logins: { provider, vault, roundMs }, unrecorded, leases }) =>
    createIngest(platform, { provider, blobs, vault, unrecorded, leases, roundMs }),
});
