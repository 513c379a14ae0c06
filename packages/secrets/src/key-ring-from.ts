import { AwsKeyManagement } from './aws-key-management.ts';
import type { KeySettings } from './config/index.ts';
import type { KeyManagement } from './key-management.ts';
import { KeyRing } from './key-ring.ts';
import { LocalKeyManagement } from './local-key-management.ts';
import { MasterKey } from './master-key.ts';
import { secretError } from './secret-error.ts';

/** What holds the master keys, for who shows it. */
export type KeySource = 'environment' | 'kms' | { readonly file: string };

export const givesKey = ({ MAILFOLD_MASTER_KEY: own, MAILFOLD_KMS_KEY: kms }: KeySettings): boolean =>
  own !== undefined || kms !== undefined;

/** Of settings that give a key. */
export const sourceOf = ({ MAILFOLD_KMS_KEY: kms }: KeySettings): KeySource =>
  kms === undefined ? 'environment' : 'kms';

/**
 * The master keys that the settings give.
 * @param keys further ones, from files of the caller's own; the first is the current one where the settings have none
 * @throws MailfoldError `secrets/no-master-key`, `secrets/two-master-keys`, `secrets/bad-master-key`
 */
export const keyRingFrom = async (settings: KeySettings, keys: readonly MasterKey[] = []): Promise<KeyRing> => {
  const current = await currentOf(settings);
  const [first, ...rest] = [...current, ...keys.map((key) => new LocalKeyManagement(key))];
  if (first === undefined) throw secretError('secrets/no-master-key', 'Opening the stored credentials failed.');
  const keepMs = (settings.MAILFOLD_KEY_KEEP_SECONDS ?? 3_600) * 1_000;
  return new KeyRing({ current: first, previous: [...rest, ...(await previousOf(settings))], keepMs });
};

const currentOf = async (settings: KeySettings): Promise<readonly KeyManagement[]> => {
  const { MAILFOLD_MASTER_KEY: own, MAILFOLD_KMS_KEY: kms } = settings;
  if (own !== undefined && kms !== undefined)
    throw secretError('secrets/two-master-keys', 'Opening the stored credentials failed.');
  if (own !== undefined) return [new LocalKeyManagement(MasterKey.fromBase64(own))];
  return kms === undefined ? [] : [await AwsKeyManagement.open(kms)];
};

const previousOf = async (settings: KeySettings): Promise<readonly KeyManagement[]> => {
  const { MAILFOLD_MASTER_KEY_PREVIOUS: own = '', MAILFOLD_KMS_KEY_PREVIOUS: kms } = settings;
  const given = own.split(',').filter((text) => text.trim() !== '');
  return [
    ...given.map((text) => new LocalKeyManagement(MasterKey.fromBase64(text))),
    ...(kms === undefined ? [] : [await AwsKeyManagement.open(kms)]),
  ];
};
