import { readFile } from 'node:fs/promises';
import { until } from '../conditions.ts';
import { freePort } from '../free-port.ts';
import { answersAt } from './answers-at.ts';
import type { RunningDovecot } from './description.ts';
import { prepareFolder } from './prepare-folder.ts';
import type { DovecotSetup, TokenCheck } from './variant.ts';

const IMAGE = 'dovecot/dovecot:2.3.21.1';
const INSIDE = { imap: 10_143, imaps: 10_993, lmtp: 10_024 };

/**
 * Starts Dovecot in a container. Its folder is mounted at the path it has outside, so that mail files, users and the
 * configuration are reached alike from both sides; its ports outside are fixed, so that it keeps them when it is resumed.
 */
export async function startDockerDovecot(folder: string, setup: DovecotSetup): Promise<RunningDovecot> {
  const { GenericContainer } = await import('testcontainers');
  const { variant } = setup;
  const tokens = setup.tokens && (await fromInside(setup.tokens));
  const mailOwner = { uid: process.getuid?.() || 1000, gid: process.getgid?.() || 1000 };
  const at = await prepareFolder({ folder, variant, tokens, listen: '*', ports: INSIDE, mailOwner, runBy: undefined });
  const outside = { imap: await freePort(), imaps: await freePort(), lmtp: await freePort() };
  const container = await new GenericContainer(IMAGE)
    .withBindMounts([{ source: folder, target: folder }])
    .withEntrypoint(['dovecot'])
    .withCommand(['-F', '-c', at.config])
    .withExposedPorts(
      { container: INSIDE.imap, host: outside.imap },
      { container: INSIDE.imaps, host: outside.imaps },
      { container: INSIDE.lmtp, host: outside.lmtp },
    )
    .start();
  const host = container.getHost();
  const answering = async () => {
    await until(() => answersAt(outside.imap, host), { what: 'Dovecot answering in its container', within: 30_000 });
  };
  await answering();
  return {
    description: {
      host,
      port: outside.imap,
      tlsPort: outside.imaps,
      lmtpPort: outside.lmtp,
      certificate: await readFile(at.certificate, 'utf8'),
      doveadm: ['docker', 'exec', container.getId(), 'doveadm', '-c', at.config],
      users: at.users,
      homes: at.homes,
      mailOwner,
    },
    halt: async () => void (await container.stop({ remove: false, timeout: 0 })),
    resume: async () => {
      await container.restart({ timeout: 0 });
      await answering();
    },
    stop: async () => void (await container.stop({ timeout: 0 })),
  };
}

/** The loopback of this machine is another one inside: testcontainers brings its ports there under a name of its own. */
async function fromInside(tokens: TokenCheck): Promise<TokenCheck> {
  const { TestContainers } = await import('testcontainers');
  const url = new URL(tokens.introspectionUrl);
  await TestContainers.exposeHostPorts(Number(url.port));
  url.hostname = 'host.testcontainers.internal';
  return { ...tokens, introspectionUrl: url.href };
}
