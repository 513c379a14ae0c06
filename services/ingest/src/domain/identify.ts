import { NAMESPACES, uuid5 } from '@mailfold/kernel';
import { identityOf } from '@mailfold/mail';
import type { IdentityKeys } from './identity-keys.ts';
import { keyed, type MailboxRules } from './mailbox-rules.ts';
import type { Content } from './observation.ts';
import type { MailboxState } from './state.ts';

export interface Identified {
  readonly messageId: string;
  /** Stored before, in this account. */
  readonly known: boolean;
  readonly identity: Omit<IdentityKeys, 'idKey'>;
  /** Another message has the same Message-ID (S12). */
  readonly sharesMessageId: boolean;
}

type Parsed = Extract<Content, { status: 'parsed' }>;

/** What tells a message from others. */
export interface IdentityEvidence {
  /** `hash@1`. */
  readonly identityHash: string;
  readonly headers: Pick<Parsed['headers'], 'messageId'>;
}

/** The names under which a message is known, as keyed digests (ING-1). Made once, where the mail was read. */
export const identityKeys = (
  rules: MailboxRules,
  { identityHash, headers }: IdentityEvidence,
  providerId: string | undefined,
): IdentityKeys => {
  const { messageId } = headers;
  const identity = identityOf({
    hash: identityHash,
    ...(messageId === undefined ? {} : { messageId }),
    ...(providerId === undefined ? {} : { providerId }),
  });
  const idKey = messageIdKey(rules, messageId);
  return {
    key: keyed(rules, 'identity', `${identity.version} ${identity.content}`),
    ...(identity.provider === undefined ? {} : { providerKey: keyed(rules, 'provider-id', identity.provider) }),
    ...(idKey === undefined ? {} : { idKey }),
  };
};

export const messageIdKey = (rules: MailboxRules, internetMessageId: string | undefined): string | undefined =>
  internetMessageId === undefined ? undefined : keyed(rules, 'message-id', internetMessageId);

export const identify = (state: MailboxState, { identity }: Parsed): Identified => {
  const { idKey, ...keys } = identity;
  const known = state.byProvider.get(keys.providerKey ?? '') ?? state.byIdentity.get(keys.key);
  return {
    messageId: known ?? uuid5(NAMESPACES.message, state.accountId, keys.key),
    known: known !== undefined,
    identity: keys,
    sharesMessageId: known === undefined && idKey !== undefined && state.idKeys.has(idKey),
  };
};
