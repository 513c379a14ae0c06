import { X509Certificate } from 'node:crypto';
import {
  checkServerIdentity,
  createSecureContext,
  type DetailedPeerCertificate,
  getCACertificates,
  type PeerCertificate,
  type SecureContext,
} from 'node:tls';
import { mailProviderError, type ServerSettings } from '@mailfold/mail-provider';

/** Options for `tls.connect`, the same for IMAP and SMTP. */
export interface TlsOptions {
  readonly minVersion: 'TLSv1.2';
  readonly rejectUnauthorized: true;
  readonly secureContext?: SecureContext;
  readonly checkServerIdentity?: (host: string, certificate: PeerCertificate) => Error | undefined;
}

/** X7: the public certificates, or exactly the pinned one. */
export function tlsOptions(server: ServerSettings): TlsOptions {
  if (server.pinnedCertificate === undefined) return { minVersion: 'TLSv1.2', rejectUnauthorized: true };
  const pinned = parsePinned(server);
  return {
    minVersion: 'TLSv1.2',
    rejectUnauthorized: true,
    secureContext: contextTrusting(server.pinnedCertificate),
    checkServerIdentity: (host, certificate) => identityFault(pinned, host, certificate),
  };
}

// Parsing 150 roots takes 18 ms and their memory, and an account opens several connections.
const CONTEXTS_KEPT = 16;
const contexts = new Map<string, SecureContext>();

/** With the pinned certificate as one more root: the identity check below takes care that it vouches for nothing but itself. */
function contextTrusting(pem: string): SecureContext {
  const kept = contexts.get(pem);
  if (kept !== undefined) return kept;
  const made = createSecureContext({ ca: [...getCACertificates('default'), pem], allowPartialTrustChain: true });
  if (contexts.size >= CONTEXTS_KEPT) contexts.clear();
  contexts.set(pem, made);
  return made;
}

function identityFault(pinned: Buffer, host: string, certificate: PeerCertificate): Error | undefined {
  if (pinned.equals(certificate.raw)) return undefined;
  if (issuersOf(certificate).some((issuer) => pinned.equals(issuer))) return new Error('PINNED_MISMATCH');
  return checkServerIdentity(host, certificate);
}

function issuersOf(certificate: PeerCertificate): Buffer[] {
  const found: Buffer[] = [];
  let at: Partial<DetailedPeerCertificate> | undefined = certificate;
  while (at?.raw !== undefined && !found.some((known) => at?.raw?.equals(known))) {
    found.push(at.raw);
    at = at.issuerCertificate; // a root names itself: the loop ends there
  }
  return found.slice(1);
}

function parsePinned(server: ServerSettings): Buffer {
  try {
    return new X509Certificate(server.pinnedCertificate ?? '').raw;
  } catch {
    throw mailProviderError(
      'unsupported',
      `The pinned certificate for ${server.host}:${server.port} cannot be read: give it as PEM (-----BEGIN CERTIFICATE-----).`,
      { details: { reason: 'pinned-certificate-unreadable' } },
    );
  }
}
