import { givesKey } from '@mailfold/secrets';
import { badArguments } from '@mailfold/service-host/config';
import { join } from 'node:path';
import type { UpConfig } from './config.ts';

/**
 * A key that is made up lies beside the database that it protects, and in the same backup: good enough for trying out, and for nothing
 * that others reach or that says that it is in production (X22).
 * @throws MailfoldError `config/invalid`
 */
export const demandKey = (config: UpConfig): void => {
  if (!config.production || givesKey(config.keys)) return;
  throw badArguments(
    `No master key is given, and in production (NODE_ENV=production, or an address that others reach) none is made up.
  Make one and keep a copy apart from the backups:  (umask 077; openssl rand -base64 32 > /path/to/master.key)
  Then set MAILFOLD_MASTER_KEY_FILE=/path/to/master.key, or MAILFOLD_MASTER_KEY, or MAILFOLD_KMS_KEY.
  Where logins are stored here already, their key is ${join(config.data, 'master.key')}: move it away from the database, and name it.`,
  );
};
