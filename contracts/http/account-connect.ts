import { z } from 'zod';
import { AccountSettings } from '../events/account.ts';
import { FolderRole, Id } from '../events/values.ts';
import { Count, ExternalId, Token } from './conventions.ts';
import { ServerChoice } from './providers.ts';

export const Credentials = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('password'), login: z.string().min(1).max(320), password: z.string().min(1).max(1_000) }),
  z.object({ kind: z.literal('oauth2'), login: z.string().min(1).max(320), accessToken: z.string().min(1).max(8_000) }),
  /** Somebody signed in (`POST /v1/oauth/authorisations`): its id, and the code that their browser brought back. */
  z.object({
    kind: z.literal('authorisation'),
    id: Id,
    code: z.string().min(1).max(200),
    /** The user name at the server, where it is not the address that signed in: a shared mailbox. */
    login: z.string().min(1).max(320).optional(),
  }),
]);

/** Where the account's servers are: a preset by its id, or host, port and TLS mode. */
export const Servers = z.union([
  z.object({ preset: z.string().min(1) }),
  z.object({ imap: ServerChoice, smtp: ServerChoice.optional() }),
]);

/** `POST /v1/accounts/proofs`: a real login; stores nothing (CON-1). */
export const ProofBody = z.object({
  address: z.string().min(3).max(320),
  servers: Servers,
  credentials: Credentials,
});

export const ProvedFolder = z.object({
  path: z.string(),
  role: FolderRole,
  messages: Count,
  unseen: Count,
  /** Part of *all mail*: false for spam, trash and folders that only hold others. */
  inAllMail: z.boolean(),
});

export const Proof = z.object({
  folders: z.array(ProvedFolder).readonly(),
  /** What the server can do, in our words: `idle`, `condstore`, `qresync`, `move`, … */
  capabilities: z.array(z.string()).readonly(),
  smtp: z.enum(['proved', 'not-given']),
});

/** Scope as a person chooses it (SCO-1). */
export const ScopeChoice = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('all') }),
  z.object({ kind: z.literal('folders'), folders: z.array(z.string().min(1)).min(1) }),
]);

/** Start as a person chooses it (SCO-1): `now`, from a day on, or everything. */
export const StartChoice = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('now') }),
  z.object({ kind: z.literal('since'), since: z.iso.datetime({ offset: true }).or(z.iso.date()).optional() }),
]);

/** `POST /v1/accounts`: proves the login once more, then connects; the same address of the same owner resumes (CON-5). */
export const ConnectBody = ProofBody.extend({
  /** The CRM's id of the owner; default: the calling user. A service key must name one or act as one. */
  owner: ExternalId.optional(),
  aliases: z.array(z.string().min(3).max(320)).default([]),
  companyDomains: z.array(z.string().min(1).max(253)).default([]),
  scope: ScopeChoice.default({ kind: 'all' }),
  start: StartChoice.default({ kind: 'since' }),
  settings: AccountSettings.partial().default({}),
});

/** `resumed`: the address was connected before. */
export const Connected = z.object({
  id: Id,
  outcome: z.enum(['connected', 'resumed', 'already-connected']),
  token: Token,
});

/** `PUT /v1/accounts/{id}/credentials`: proved by a login before they replace the old ones (CON-4). */
export const CredentialsBody = z.object({ credentials: Credentials, servers: Servers.optional() });

/** `PATCH /v1/accounts/{id}` */
export const SettingsBody = AccountSettings.partial();

export type ProofBody = z.output<typeof ProofBody>;
export type Proof = z.output<typeof Proof>;
export type ProvedFolder = z.output<typeof ProvedFolder>;
export type ConnectBody = z.output<typeof ConnectBody>;
export type ConnectInput = z.input<typeof ConnectBody>;
export type Connected = z.output<typeof Connected>;
export type Servers = z.output<typeof Servers>;
export type Credentials = z.output<typeof Credentials>;
export type ScopeChoice = z.output<typeof ScopeChoice>;
export type StartChoice = z.output<typeof StartChoice>;
