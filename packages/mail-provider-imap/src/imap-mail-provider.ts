import {
  type ConnectOptions,
  mailProviderError,
  type MailProvider,
  type MailSession,
  type Proof,
  type ServerSettings,
} from '@mailfold/mail-provider';
import { NetworkGuard } from '@mailfold/network-guard';
import { openClient } from './connect/open-client.ts';
import { refuseUnfit } from './connect/refuse-unfit.ts';
import { proveSmtp } from './connect/smtp-login.ts';
import { IdleLimits } from './idle-limits.ts';
import { limitsOf } from './limits.ts';
import { redactFor } from './redact.ts';
import { observed } from './session/connection.ts';
import { ImapSession } from './session/imap-session.ts';
import { defaultTimeouts, type Timeouts } from './timeouts.ts';

export interface ImapMailProviderOptions {
  readonly timeouts?: Partial<Timeouts>;
  /** Whether the operator allows a connection in clear (`tls: 'none'`) to this host; by default to none. */
  readonly allowsClearText?: (host: string) => boolean;
  /** Where connections may go; by default into the public internet only (X1). */
  readonly guard?: NetworkGuard;
}

/** Any account that speaks IMAP, and SMTP for sending. */
export class ImapMailProvider implements MailProvider {
  readonly name = 'imap';
  readonly #timeouts: Timeouts;
  readonly #idleLimits = new IdleLimits();
  readonly #allowsClearText: (host: string) => boolean;

  readonly #guard: NetworkGuard;

  constructor({
    timeouts = {},
    allowsClearText = () => false,
    guard = new NetworkGuard(),
  }: ImapMailProviderOptions = {}) {
    this.#timeouts = { ...defaultTimeouts, ...timeouts };
    this.#allowsClearText = allowsClearText;
    this.#guard = guard;
  }

  async connect(options: ConnectOptions): Promise<MailSession> {
    const { imap } = options.settings;
    this.#refuseClearText(imap);
    refuseUnfit(imap, options.credentials);
    const limits = limitsOf(options);
    const client = await openClient(options, { limits, timeouts: this.#timeouts, guard: this.#guard });
    const connection = observed({
      client,
      place: { protocol: 'IMAP', server: imap },
      limits,
      timeouts: this.#timeouts,
      redact: redactFor(options.credentials),
      idleLimits: this.#idleLimits,
    });
    return new ImapSession(connection);
  }

  async prove(options: ConnectOptions): Promise<Proof> {
    const { smtp } = options.settings;
    if (smtp !== undefined) this.#refuseClearText(smtp);
    await using session = await this.connect(options);
    const folders = await session.folders();
    if (smtp !== undefined)
      await proveSmtp(smtp, options.credentials, { timeouts: this.#timeouts, guard: this.#guard });
    return { folders, capabilities: [...session.capabilities] };
  }

  #refuseClearText({ host, port, tls }: ServerSettings): void {
    if (tls !== 'none' || this.#allowsClearText(host)) return;
    throw mailProviderError(
      'unsupported',
      `A connection to ${host}:${port} without TLS is refused: choose implicit TLS or STARTTLS, or let the operator allow it for this host.`,
      { details: { host, port, tls, reason: 'clear-text' } },
    );
  }
}
