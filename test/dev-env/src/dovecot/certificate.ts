import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** Writes a self-signed certificate for loopback and its key, with OpenSSL, which comes with every Dovecot. */
export async function writeCertificate(certificate: string, key: string): Promise<void> {
  const subject = '-subj /CN=localhost -addext subjectAltName=IP:127.0.0.1,DNS:localhost -days 30';
  const newKey = '-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes';
  const args = `req -x509 ${newKey} ${subject}`.split(' ');
  await promisify(execFile)('openssl', [...args, '-keyout', key, '-out', certificate]);
}
