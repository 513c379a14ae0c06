import type { Preset } from '@mailfold/mail-provider';

/** A server as somebody says it is: with TLS, always. */
export interface ProposedServer {
  readonly host: string;
  readonly port: number;
  readonly tls: 'implicit' | 'starttls';
}

export interface Servers {
  readonly imap: ProposedServer;
  readonly smtp?: ProposedServer;
}

/** What the network says about an address. Nothing more than a proposal: a login has to prove it before anything is stored. */
export interface Proposal extends Servers {
  /** The user name, where it is not the address. */
  readonly login?: string;
  readonly logins: readonly ('password' | 'oauth2')[];
  /**
   * Nothing but DNS leads from the address's domain to the servers, and they are in another domain: whoever forges an answer of
   * DNS could name their own. Ask the person before a password is sent there (RFC 6186 §6).
   */
  readonly confirm: boolean;
}

/** One thing that was tried, in words for the person who connects. */
export interface Step {
  readonly step: 'preset' | 'mx' | 'autoconfig' | 'directory' | 'srv' | 'ask';
  readonly tried: string;
  readonly answered: string;
  /** `passed-over`: an answer that something better came before. `refused`: an answer that is not safe to use. `failed`: no answer. */
  readonly outcome: 'chosen' | 'nothing' | 'passed-over' | 'refused' | 'failed';
}

export type Found = { readonly preset: Preset } | { readonly proposal: Proposal };

/** Some steps that belong together, and what came of them. */
export interface Attempt {
  readonly steps: readonly Step[];
  readonly found?: Found | undefined;
}

/** How the servers of an address were looked for, in order. Neither preset nor proposal: ask for host and port. */
export interface Discovery {
  readonly domain: string;
  readonly preset?: Preset;
  readonly proposal?: Proposal;
  readonly steps: readonly Step[];
}
