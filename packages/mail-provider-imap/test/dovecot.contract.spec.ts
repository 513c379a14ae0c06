import { describeWith, type Dovecot, type DovecotVariant, findDovecot } from '@mailfold/dev-env';
import type { ConnectOptions } from '@mailfold/mail-provider';
import { mailProviderContract } from '@mailfold/mail-provider/contract';
import { accountsAt, dovecotHarness } from './dovecot-harness.ts';

const VARIANTS: readonly DovecotVariant[] = ['full', 'no-qresync', 'no-condstore'];

describeWith(await findDovecot(), 'ImapMailProvider at Dovecot', ({ startDovecot }) => {
  describe.each(VARIANTS)('%s', (variant) => {
    let server: Dovecot;
    let nextAccount: () => ConnectOptions;

    beforeAll(async () => {
      server = await startDovecot(variant);
      nextAccount = await accountsAt(server);
    });

    afterAll(async () => {
      await server.stop();
    });

    mailProviderContract({
      name: `Dovecot, ${variant},`,
      open: async () => dovecotHarness(server, variant, nextAccount()),
    });
  });
});
