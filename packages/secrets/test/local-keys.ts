import { LocalKeyManagement, MasterKey } from '@mailfold/secrets';

/** A master key that is the same for the same number. */
export const masterKey = (n: number): MasterKey => MasterKey.fromBuffer(Buffer.alloc(32, n));

export const local = (n: number): LocalKeyManagement => new LocalKeyManagement(masterKey(n));
