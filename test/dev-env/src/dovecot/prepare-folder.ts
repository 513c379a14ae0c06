import { chmod, chown, mkdir, writeFile } from 'node:fs/promises';
import { writeCertificate } from './certificate.ts';
import { dovecotConfigFile, layout, tokensFile, type DovecotConfig } from './config-file.ts';

/** Lays out the folder of a server: configuration, certificate, an empty list of users, homes. */
export async function prepareFolder(config: DovecotConfig): Promise<ReturnType<typeof layout>> {
  const at = layout(config.folder);
  await mkdir(at.homes, { recursive: true });
  await mkdir(at.state);
  await chmod(config.folder, 0o755);
  await chown(at.homes, config.mailOwner.uid, config.mailOwner.gid);
  await mkdir(at.users); // a file a user: of one for all, Dovecot would see changes only once in a second
  await writeCertificate(at.certificate, at.key);
  if (config.tokens !== undefined) await writeFile(at.tokens, tokensFile(config.tokens));
  await writeFile(at.config, dovecotConfigFile(config));
  return at;
}
