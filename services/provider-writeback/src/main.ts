import { runServiceProcess } from '@mailfold/service-process';
import { createProviderWriteback } from './container.ts';

await runServiceProcess({
  name: 'provider-writeback',
  needs: ['logins'],
  create: ({ platform, logins, leases }) => createProviderWriteback(platform, { connect: logins.connect, leases }),
});
