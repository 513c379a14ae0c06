import { isIP } from 'node:net';

/** PEM texts. */
export interface ServerCertificate {
  readonly key: string;
  readonly cert: string;
}

export interface CertificateOptions {
  /** Now, when left out. */
  readonly notBefore?: Date;
  /** Ten years later, when left out. */
  readonly notAfter?: Date;
}

const TEN_YEARS_MS = 3650 * 86_400_000;

/** A certificate (P-256) for a host name or address that only those trust who pin it. */
export async function selfSignedCertificate(
  host: string,
  options: CertificateOptions = {},
): Promise<ServerCertificate> {
  // Loaded here: it takes 150 ms, and a server that has a certificate needs none of it.
  const { generate } = await import('selfsigned');
  const notBeforeDate = options.notBefore ?? new Date();
  const altName = isIP(host) === 0 ? { type: 2 as const, value: host } : { type: 7 as const, ip: host };
  const made = await generate([{ name: 'commonName', value: host }], {
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
    notBeforeDate,
    notAfterDate: options.notAfter ?? new Date(notBeforeDate.getTime() + TEN_YEARS_MS),
    extensions: [
      { name: 'basicConstraints', cA: false, critical: true },
      { name: 'keyUsage', digitalSignature: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      { name: 'subjectAltName', altNames: [altName] },
    ],
  });
  return { key: made.private, cert: made.cert };
}
