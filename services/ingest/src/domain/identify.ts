import { NAMESPACES, uuid5 } from '@mailfold/kernel';
import { identityOf } from '@mailfold/mail';
import { keyed, type MailboxRules } from './mailbox-rules.ts';
import type { Content } from './observation.ts';
import { rulesFor, type MailboxState } from './state.ts';

export interface IdentityKeys {
  /** Keyed digest of the content's identity. */
  readonly key: string;
  readonly providerKey?: string;
}

export interface Identified {
  readonly messageId: string;
  /** Stored before, in this account. */
  readonly known: boolean;
  readonly identity: IdentityKeys;
  /** Another message has the same Message-ID (S12). */
  readonly sharesMessageId: boolean;
}

type Parsed = Extract<Content, { status: 'parsed' }>;

/** The names under which a message is known, as keyed digests (ING-1). */
export const identityKeys = (rules: MailboxRules, content: Parsed, providerId: string | undefined): IdentityKeys => {
  const identity = identityOf({
    hash: content.identityHash,
    ...(content.headers.messageId === undefined ? {} : { messageId: content.headers.messageId }),
    ...(providerId === undefined ? {} : { providerId }),
  });
  return {
    key: keyed(rules, 'identity', `${identity.version} ${identity.content}`),
    ...(identity.provider === undefined ? {} : { providerKey: keyed(rules, 'provider-id', identity.provider) }),
  };
};

export const messageIdKey = (rules: MailboxRules, internetMessageId: string | undefined): string | undefined =>
  internetMessageId === undefined ? undefined : keyed(rules, 'message-id', internetMessageId);

export const identify = (state: MailboxState, content: Parsed, providerId: string | undefined): Identified => {
  const rules = rulesFor(state);
  const identity = identityKeys(rules, content, providerId);
  const known = state.byProvider.get(identity.providerKey ?? '') ?? state.byIdentity.get(identity.key);
  const idKey = messageIdKey(rules, content.headers.messageId);
  return {
    messageId: known ?? uuid5(NAMESPACES.message, state.accountId, identity.key),
    known: known !== undefined,
    identity,
    sharesMessageId: known === undefined && idKey !== undefined && state.idKeys.has(idKey),
  };
};
