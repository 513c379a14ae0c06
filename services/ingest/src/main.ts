import { runServiceProcess } from '@mailfold/service-process';
import { createIngest } from './container.ts';

await runServiceProcess({
  name: 'ingest',
  needs: ['blobs', 'logins'],
  create: ({
    platform,
    blobs,
    logins: { provider, discover, vault, connect, signingIn, roundMs, rawGrace },
    unrecorded,
    leases,
  }) =>
    createIngest(platform, {
      provider,
      discover,
      blobs,
      vault,
      connect,
      signingIn,
      unrecorded,
      leases,
      roundMs,
      rawGrace,
    }),
});
