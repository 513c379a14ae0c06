import {
  ContactLinked,
  ContactUnlinked,
  DealLinked,
  DealUnlinked,
  OrganisationLinked,
  OrganisationUnlinked,
  type Why,
} from '@mailfold/contracts';
import type { StoredEvent } from '@mailfold/event-store';
import { recordId } from '@mailfold/kernel';
import type { MailboxEvents } from './mailbox-events.ts';

/** A record of the CRM as tests name it. */
export interface Named {
  readonly kind: 'contact' | 'organisation' | 'deal';
  readonly name: string;
}

export const contact = (name: string): Named => ({ kind: 'contact', name });
export const organisation = (name: string): Named => ({ kind: 'organisation', name });
export const deal = (name: string): Named => ({ kind: 'deal', name });

export const BY_RULE = { rule: 'participants@1' };
export const BY_HAND = { rule: 'by-hand' };

export const linked = (
  mailbox: MailboxEvents,
  thread: string,
  { kind, name }: Named,
  why: Why = BY_RULE,
): StoredEvent => {
  const threadId = mailbox.thread(thread);
  const id = recordId(mailbox.tenantId, kind, name);
  switch (kind) {
    case 'contact':
      return mailbox.stored(ContactLinked, { threadId, contactId: id, why });
    case 'organisation':
      return mailbox.stored(OrganisationLinked, { threadId, organisationId: id, why });
    case 'deal':
      return mailbox.stored(DealLinked, { threadId, dealId: id, why });
  }
};

export const unlinked = (
  mailbox: MailboxEvents,
  thread: string,
  { kind, name }: Named,
  why: Why = BY_HAND,
): StoredEvent => {
  const threadId = mailbox.thread(thread);
  const id = recordId(mailbox.tenantId, kind, name);
  switch (kind) {
    case 'contact':
      return mailbox.stored(ContactUnlinked, { threadId, contactId: id, why });
    case 'organisation':
      return mailbox.stored(OrganisationUnlinked, { threadId, organisationId: id, why });
    case 'deal':
      return mailbox.stored(DealUnlinked, { threadId, dealId: id, why });
  }
};
