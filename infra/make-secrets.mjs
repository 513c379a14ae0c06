// Makes what `compose.yaml` takes as secrets, each once: a second run changes nothing. `node infra/make-secrets.mjs`
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = join(import.meta.dirname, 'secrets');
// Only its owner may enter; the files themselves are read by users inside of containers, whose numbers differ.
mkdirSync(FOLDER, { recursive: true, mode: 0o700 });

/**
 * @param {string} name
 * @param {() => string} make
 * @returns {string} its text
 */
const secret = (name, make) => {
  const path = join(FOLDER, name);
  if (existsSync(path)) return readFileSync(path, 'utf8');
  const text = make();
  writeFileSync(path, text, { mode: 0o644 });
  process.stdout.write(`made ${path}\n`);
  return text;
};

secret('master-key', () => randomBytes(32).toString('base64'));
// What there is no need of is an empty file: the key of before, of a KMS the credentials, and the clients that are registered at issuers.
for (const name of ['master-key-previous', 'aws-credentials', 'google-client-secret', 'microsoft-client-secret'])
  secret(name, () => '');
secret('grafana-password', () => randomBytes(18).toString('base64url'));
const password = secret('database-password', () => randomBytes(24).toString('base64url'));
secret('rows-url', () => `postgres://mailfold:${password}@rows:5432/mailfold`);
