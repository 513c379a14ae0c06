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

/** Another setting that some accounts of a provider need; what is absent is as in the preset. */
export const PresetAlternative = z.object({ label: z.string(), imap: Server.optional(), smtp: Server.optional() });

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
  /** What is odd there. */
  note: z.string().optional(),
  alternatives: z.array(PresetAlternative).readonly(),
});

/** `GET /v1/providers` */
export const ProviderList = z.object({ items: z.array(Preset).readonly() });

/** `GET /v1/providers/for?address=` */
export const ProviderForQuery = z.object({ address: z.string().min(3).max(320) });

const TlsServer = Server.extend({ tls: TlsMode.exclude(['none']) });

/** Servers that the network names for an address. No more than a proposal: `POST /accounts` proves it by a login. */
export const ServerProposal = z.object({
  imap: TlsServer,
  smtp: TlsServer.optional(),
  /** The user name, where it is not the address. */
  login: z.string().optional(),
  logins: z.array(LoginKind).readonly(),
  /** Nothing but DNS leads to these servers of another domain: ask the person before a password is sent there (RFC 6186 §6). */
  confirm: z.boolean(),
});

/** One thing that was tried to find the servers of an address. */
export const LookupStep = z.object({
  step: z.enum(['preset', 'mx', 'autoconfig', 'directory', 'srv', 'ask']),
  /** In words for the person who connects, as what follows. */
  tried: z.string(),
  answered: z.string(),
  /** `passed-over`: something better came before it. `refused`: an answer that is not safe to use. `failed`: no answer. */
  outcome: z.enum(['chosen', 'nothing', 'passed-over', 'refused', 'failed']),
});

export const ProviderFor = z.object({
  domain: z.string(),
  /** Neither this nor a proposal: ask for host, port and TLS mode. */
  preset: Preset.optional(),
  proposal: ServerProposal.optional(),
  /** How they were looked for, in order. */
  steps: z.array(LookupStep).readonly(),
});

export type TlsMode = z.output<typeof TlsMode>;
export type Server = z.output<typeof Server>;
export type ServerChoice = z.output<typeof ServerChoice>;
export type Preset = z.output<typeof Preset>;
export type ServerProposal = z.output<typeof ServerProposal>;
export type LookupStep = z.output<typeof LookupStep>;
export type ProviderFor = z.output<typeof ProviderFor>;
