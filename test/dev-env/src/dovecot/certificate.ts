import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** Writes a self-signed certificate for loopback and its key, with OpenSSL, which comes with every Dovecot. */
export async function writeCertificate(certificate: string, key: string): Promise<void> {
  await promisify(execFile)('openssl', [
    ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '30'],
    ...['-subj', '/CN=mailfold test server', '-addext', 'subjectAltName=IP:127.0.0.1,DNS:localhost'],
    ...['-keyout', key, '-out', certificate],
  ]);
}
