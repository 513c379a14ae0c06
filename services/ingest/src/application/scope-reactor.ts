import { ScopeChanged } from '@mailfold/contracts';
import { uuid5 } from '@mailfold/kernel';
import type { StoredEvent } from '@mailfold/event-store';
import type { Reactor } from '@mailfold/processor';
import type { ReadStore } from '@mailfold/read-store';
import type { MailboxRunner } from '../sync/observer.ts';
import { messagePages } from './message-pages.ts';

export interface ScopeReactorParts {
  readonly rows: ReadStore;
  readonly mailbox: MailboxRunner;
}

/**
 * `ingest.scope`: holds every message against a scope that was changed, some at a time. No worker is needed for it: what leaves
 * the scope is withdrawn also while nobody can log in (SCO-2).
 */
export const scopeReactor = ({ rows, mailbox }: ScopeReactorParts): Reactor => ({
  name: 'ingest.scope',
  handles: [ScopeChanged.type],
  react: async (accountId, events) => {
    for (const event of events) await holdAll({ rows, mailbox }, accountId, event);
  },
});

const holdAll = async ({ rows, mailbox }: ScopeReactorParts, accountId: string, event: StoredEvent): Promise<void> => {
  await mailbox.handle({ events: [event], position: event.position });
  for await (const messageIds of messagePages(rows, accountId)) {
    await mailbox.execute({
      id: uuid5(event.id, 'scope', messageIds[0] ?? ''),
      tenantId: event.meta.tenantId,
      key: accountId,
      at: event.meta.occurredAt,
      correlationId: event.meta.correlationId,
      body: { kind: 'scope', messageIds },
      remember: false,
    });
  }
};
