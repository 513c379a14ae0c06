import { randomBytes } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { AccountSettings } from '@mailfold/contracts';
import type {
  ConnectBody,
  Connected,
  Credentials as GivenCredentials,
  CredentialsBody,
  Proof,
  ProofBody,
  ScopeBody,
  SettingsBody,
} from '@mailfold/contracts/http';
import { type Clock, MailfoldError, NAMESPACES, uuid5 } from '@mailfold/kernel';
import { domainOf, normaliseAddress } from '@mailfold/mail';
import { type Credentials, type Login, type MailProvider, presets } from '@mailfold/mail-provider';
import type { DeciderRunner } from '@mailfold/processor';
import type { ReadStore } from '@mailfold/read-store';
import { type Caller, positionToken } from '@mailfold/service-host';
import type { z } from 'zod';
import type { AccountCommand, AccountOutcome } from '../domain/account/commands.ts';
import type { AccountState } from '../domain/account/state.ts';
import { accountFor, type FoundAccount } from './account-for.ts';
import { type CredentialVault, noLogin } from './credential-vault.ts';
import type { Authorisations } from './oauth-authorisations.ts';
import { resolveServers } from './resolve-servers.ts';
import { scopeOf, startOf } from './scope-choice.ts';

export type AccountRunner = DeciderRunner<AccountState, AccountCommand, AccountOutcome>;

export interface AccountsParts {
  readonly runner: AccountRunner;
  readonly rows: ReadStore;
  readonly provider: MailProvider;
  readonly vault: CredentialVault;
  /** What somebody's sign-in gave. */
  readonly signIns: Pick<Authorisations, 'credentials' | 'used'>;
  readonly clock: Clock;
}

/** What every account starts with; the rest is the owner's choice. Nothing is changed at the provider unless they say so. */
const SETTINGS: AccountSettings = {
  archiveAtProvider: false,
  deleteAtProvider: false,
  syncReadState: true,
  removeWhenDeletedAtProvider: false,
  defaultVisibility: 'private',
  autoLink: true,
};

const POLICY = 'subject-participants@1';

/** A command, and by whom: an account is its owner's, and who began a sign-in uses it. */
export interface Asked {
  readonly caller: Caller;
  readonly commandId: string;
}

/** Use cases of accounts: each proves what it is given before anything is stored (CON-1). */
export class Accounts {
  readonly #parts: AccountsParts;

  constructor(parts: AccountsParts) {
    this.#parts = parts;
  }

  async prove(asked: Asked, body: z.output<typeof ProofBody>): Promise<Proof> {
    const address = addressOf(body.address);
    const { settings } = resolveServers(body.servers, address);
    const credentials = await this.#credentials(asked, body.credentials, address);
    const proof = await this.#parts.provider.prove({ settings, credentials });
    const folders = proof.folders
      .filter((folder) => folder.selectable)
      .map(({ path, role, messages, unseen }) => ({
        path,
        role,
        messages,
        unseen,
        inAllMail: role !== 'junk' && role !== 'trash',
      }));
    return {
      folders,
      capabilities: [...proof.capabilities],
      smtp: settings.smtp === undefined ? 'not-given' : 'proved',
    };
  }

  async connect(asked: Asked, ownerId: string, body: z.output<typeof ConnectBody>): Promise<Connected> {
    const address = addressOf(body.address);
    const { provider, settings } = resolveServers(body.servers, address);
    const login: Login = { settings, credentials: await this.#credentials(asked, body.credentials, address) };
    await this.#parts.provider.prove(login);
    const accountId = uuid5(NAMESPACES.account, asked.caller.tenantId, ownerId, address);
    const kept = await this.#parts.vault.get(accountId);
    await this.#parts.vault.put(accountId, login);
    const account = {
      accountId,
      ownerId,
      address,
      aliases: body.aliases.map(addressOf),
      companyDomains: body.companyDomains.length > 0 ? body.companyDomains : companyDomainsOf(address),
      hashKey: randomBytes(16).toString('base64url'),
      provider,
      threadingPolicy: POLICY,
      settings: { ...SETTINGS, ...defined(body.settings) },
      scope: scopeOf(body.scope),
      start: startOf(body.start, this.#parts.clock),
    };
    const { outcome, token } = await this.#command(asked, accountId, { kind: 'connect', account });
    if (outcome === 'already-connected' && !isDeepStrictEqual(kept, login))
      await this.#command(next(asked, 'renew'), accountId, { kind: 'renew-credentials' });
    await this.#used(asked, body.credentials);
    return {
      id: accountId,
      outcome: outcome === 'connected' || outcome === 'resumed' ? outcome : 'already-connected',
      token,
    };
  }

  async renewCredentials(
    asked: Asked,
    accountId: string,
    body: z.output<typeof CredentialsBody>,
  ): Promise<{ token: string }> {
    const { address } = await this.#accountFor(asked, accountId);
    const stored = await this.#parts.vault.get(accountId);
    const settings = body.servers === undefined ? stored?.settings : resolveServers(body.servers, address).settings;
    if (settings === undefined) throw noLogin(accountId);
    const login: Login = { settings, credentials: await this.#credentials(asked, body.credentials, address) };
    await this.#parts.provider.prove(login);
    await this.#parts.vault.put(accountId, login);
    await this.#used(asked, body.credentials);
    return this.#command(asked, accountId, { kind: 'renew-credentials' });
  }

  async changeSettings(
    asked: Asked,
    accountId: string,
    settings: z.output<typeof SettingsBody>,
  ): Promise<{ token: string }> {
    await this.#accountFor(asked, accountId);
    return this.#command(asked, accountId, { kind: 'change-settings', settings: defined(settings) });
  }

  async changeScope(
    asked: Asked,
    accountId: string,
    body: Pick<z.output<typeof ScopeBody>, 'scope' | 'start'>,
  ): Promise<{ token: string }> {
    await this.#accountFor(asked, accountId);
    const start = body.start === undefined ? {} : { start: startOf(body.start, this.#parts.clock) };
    return this.#command(asked, accountId, { kind: 'change-scope', scope: scopeOf(body.scope), ...start });
  }

  async disconnect(asked: Asked, accountId: string): Promise<{ token: string }> {
    await this.#accountFor(asked, accountId);
    return this.#command(asked, accountId, { kind: 'disconnect' });
  }

  async #credentials(asked: Asked, given: GivenCredentials, address: string): Promise<Credentials> {
    if (given.kind !== 'authorisation') return given;
    return this.#parts.signIns.credentials(asked.caller, given, address, asked.commandId);
  }

  async #used({ commandId }: Asked, given: GivenCredentials): Promise<void> {
    if (given.kind === 'authorisation') await this.#parts.signIns.used(given.id, commandId);
  }

  async #command(
    asked: Asked,
    accountId: string,
    body: AccountCommand,
  ): Promise<{ outcome: AccountOutcome; token: string }> {
    const { outcome, position } = await this.#parts.runner.execute({
      id: asked.commandId,
      tenantId: asked.caller.tenantId,
      key: accountId,
      body,
      at: this.#parts.clock.now().toISOString(),
    });
    return { outcome, token: positionToken.encode({ key: accountId, position }) };
  }

  #accountFor({ caller }: Asked, accountId: string): Promise<FoundAccount> {
    return accountFor(this.#parts.rows, caller, accountId);
  }
}

const next = (asked: Asked, step: string): Asked => ({ ...asked, commandId: uuid5(asked.commandId, step) });

const addressOf = (text: string): string => {
  const address = normaliseAddress(text);
  if (address !== undefined) return address;
  throw new MailfoldError({
    code: 'account/bad-address',
    message: 'The address is no e-mail address: it needs a name, an @ and a domain.',
  });
};

/** Everybody at a company's domain is a colleague; at a provider's domain nobody is. */
const companyDomainsOf = (address: string): string[] => {
  const domain = domainOf(address);
  return presets.some((preset) => preset.domains.includes(domain)) ? [] : [domain];
};

const defined = <Value extends object>(value: Value): { [Key in keyof Value]-?: Exclude<Value[Key], undefined> } =>
  // A cast where an absent key and an undefined one become the same: only the defined ones are kept.
  Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as never;
