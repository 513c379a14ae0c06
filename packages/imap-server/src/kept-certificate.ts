import { X509Certificate } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '@mailfold/kernel';
import type { ServerCertificate } from './certificate.ts';
import { selfSignedCertificate } from './certificate.ts';

/** The data directory's own certificate, made when there is none or it ran out: clients that pinned it go on. */
export async function keptCertificate(dataDir: string, host: string, clock: Clock): Promise<ServerCertificate> {
  const path = join(dataDir, 'certificate.json');
  const kept = readKept(path);
  if (kept !== undefined && isValid(kept, clock)) return kept;
  const made = await selfSignedCertificate(host, { notBefore: clock.now() });
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  writeFileSync(`${path}.new`, JSON.stringify(made), { mode: 0o600 });
  renameSync(`${path}.new`, path);
  return made;
}

function readKept(path: string): ServerCertificate | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as ServerCertificate;
  } catch {
    return undefined; // Not made yet, or damaged: a new one is made.
  }
}

const isValid = (kept: ServerCertificate, clock: Clock): boolean =>
  new X509Certificate(kept.cert).validToDate > clock.now();
