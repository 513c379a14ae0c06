// Rotates the vault of the database at its first argument, slowly enough to be killed in the middle.
import { setTimeout as pause } from 'node:timers/promises';
import { PostgresReadStore } from '@mailfold/read-store-postgres';
import { KeyRing, VaultKeys } from '@mailfold/secrets';
import { local } from './local-keys.ts';

const A_ROW_MS = 30;

await using rows = await PostgresReadStore.connect({ url: process.argv[2] ?? '' });
const keys = new VaultKeys(rows, new KeyRing({ current: local(2), previous: [local(1)] }));
while ((await keys.rotate({ max: 1 })).left > 0) await pause(A_ROW_MS);
