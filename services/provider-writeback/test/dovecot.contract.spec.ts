import { describeWith, type Dovecot, findDovecot } from '@mailfold/dev-env';
import { changesContract } from './changes.ts';
import { World } from './world.ts';

describeWith(await findDovecot(), 'writing back to Dovecot', ({ startDovecot }) => {
  let server: Dovecot;
  let world: World;

  beforeAll(async () => {
    [server, world] = await Promise.all([startDovecot('full'), World.open()]);
  });

  afterAll(async () => {
    await world[Symbol.asyncDispose]();
    await server.stop();
  });

  changesContract(
    'Dovecot',
    () => world,
    async () => {
      const { user, password } = await server.addUser();
      const { host, tlsPort: port, certificate: pinnedCertificate } = server;
      return {
        options: {
          settings: { imap: { host, port, tls: 'implicit', pinnedCertificate } },
          credentials: { kind: 'password', login: user, password },
        },
        deliver: (raw) => server.deliver(user, raw),
      };
    },
  );
});
