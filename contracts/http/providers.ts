import { z } from 'zod';

export const TlsMode = z.enum(['implicit', 'starttls', 'none']);

/** A server of a provider. */
export const Server = z.object({
  host: z.string().min(1).max(253),
  port: z.number().int().min(1).max(65_535),
  tls: TlsMode,
});

/** A server as a person gives it. */
export const ServerChoice = Server.extend({
  /** PEM; trusted beside the public ones, for a server that signs its own. */
  pinnedCertificate: z.string().max(20_000).optional(),
});

export const LoginKind = z.enum(['password', 'app-password', 'oauth2']);

/** Presets are data (CON-2). */
export const Preset = z.object({
  /** Short and stable: `gmail`, `icloud`. */
  id: z.string(),
  name: z.string(),
  domains: z.array(z.string()).readonly(),
  /** Absent where the provider cannot be reached by IMAP. */
  imap: Server.optional(),
  smtp: Server.optional(),
  /** How one logs in; the first is the usual one. */
  logins: z.array(LoginKind).readonly(),
  /** What a person has to do there first, in words. */
  hint: z.string().optional(),
});

/** `GET /v1/providers` */
export const ProviderList = z.object({ items: z.array(Preset).readonly() });

/** `GET /v1/providers/for?address=` */
export const ProviderForQuery = z.object({ address: z.string().min(3).max(320) });

export const ProviderFor = z.object({
  domain: z.string(),
  /** Absent: ask for host, port and TLS mode. */
  preset: Preset.optional(),
});

export type TlsMode = z.output<typeof TlsMode>;
export type Server = z.output<typeof Server>;
export type ServerChoice = z.output<typeof ServerChoice>;
export type Preset = z.output<typeof Preset>;
export type ProviderFor = z.output<typeof ProviderFor>;
