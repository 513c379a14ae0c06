import { z } from 'zod';
import { Servers } from './account-connect.ts';
import { Id, Time } from './conventions.ts';

/**
 * `POST /v1/oauth/authorisations`: somebody is to sign in at an issuer with their browser. The issuer is named, or found by the
 * account's servers or address.
 */
export const AuthorisationBody = z
  .object({
    issuer: z.string().min(1).max(100).optional(),
    /** Proposed to the person, who may choose another. */
    address: z.string().min(3).max(320).optional(),
    servers: Servers.optional(),
    /**
     * Where the browser goes when the person has signed in: of an origin that the operator named, or loopback. It gets `authorisation`
     * and, if they are in, `code`; with both whoever began connects the account.
     */
    returnTo: z.url().max(2_000),
  })
  .refine(({ issuer, address }) => issuer !== undefined || address !== undefined, {
    error: 'needs issuer or address',
  });

export const Authorisation = z.object({
  id: Id,
  issuer: z.object({ name: z.string(), title: z.string() }),
  /** For the browser of the person. */
  url: z.string(),
  expiresAt: Time,
});

/** `GET /v1/oauth/authorisations/{id}`, for who began it. */
export const AuthorisationStatus = z.object({
  id: Id,
  state: z.enum(['waiting', 'signed-in', 'refused', 'used']),
  /** Who signed in, where the issuer says so. */
  address: z.string().optional(),
  /** Why not, in words. */
  reason: z.string().optional(),
  expiresAt: Time,
});

/** `GET /v1/oauth/callback` (RFC 6749 §4.1.2, RFC 9207): the issuer sends the browser here. */
export const CallbackQuery = z.object({
  state: z.string().min(1).max(500),
  code: z.string().max(4_000).optional(),
  iss: z.string().max(2_000).optional(),
  error: z.string().max(200).optional(),
});

export type AuthorisationBody = z.output<typeof AuthorisationBody>;
export type Authorisation = z.output<typeof Authorisation>;
export type AuthorisationStatus = z.output<typeof AuthorisationStatus>;
export type CallbackQuery = z.output<typeof CallbackQuery>;
