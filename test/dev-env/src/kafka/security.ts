import { randomUUID } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type KafkaSecurity, PLAIN } from '@mailfold/local-kafka';
import { writeCertificate } from '../dovecot/certificate.ts';
import type { KafkaDescription, KafkaVariant } from './description.ts';

export type PreparedSecurity = {
  readonly security: KafkaSecurity;
  /** What clients need to know of it. */
  readonly forClients: Pick<KafkaDescription, 'certificate' | 'user'>;
};

/** Writes a certificate and makes up a user, as the variant asks. */
export async function prepareSecurity(folder: string, { sasl, tls }: KafkaVariant): Promise<PreparedSecurity> {
  if (!sasl && !tls) return { security: PLAIN, forClients: {} };
  const encrypted = tls ? await encryption(folder) : { settings: {}, forClients: {} };
  const signedIn = sasl ? users() : { settings: {}, scram: [], forClients: {} };
  return {
    security: {
      protocol: sasl ? (tls ? 'SASL_SSL' : 'SASL_PLAINTEXT') : 'SSL',
      settings: { ...encrypted.settings, ...signedIn.settings },
      scram: signedIn.scram,
    },
    forClients: { ...encrypted.forClients, ...signedIn.forClients },
  };
}

async function encryption(folder: string) {
  const at = {
    certificate: join(folder, 'certificate.pem'),
    key: join(folder, 'key.pem'),
    both: join(folder, 'both.pem'),
  };
  await writeCertificate(at.certificate, at.key);
  const certificate = await readFile(at.certificate, 'utf8');
  await writeFile(at.both, (await readFile(at.key, 'utf8')) + certificate);
  return {
    settings: { 'ssl.keystore.type': 'PEM', 'ssl.keystore.location': at.both },
    forClients: { certificate },
  };
}

const MODULES = 'org.apache.kafka.common.security';

function users() {
  const user = { username: 'ann', password: randomUUID() };
  const scramModule = `${MODULES}.scram.ScramLoginModule required;`;
  return {
    settings: {
      'sasl.enabled.mechanisms': 'PLAIN,SCRAM-SHA-256,SCRAM-SHA-512',
      'listener.name.clients.plain.sasl.jaas.config': `${MODULES}.plain.PlainLoginModule required user_${user.username}="${user.password}";`,
      'listener.name.clients.scram-sha-256.sasl.jaas.config': scramModule,
      'listener.name.clients.scram-sha-512.sasl.jaas.config': scramModule,
    },
    scram: [256, 512].map((bits) => `SCRAM-SHA-${bits}=[name=${user.username},password=${user.password}]`),
    forClients: { user },
  };
}
