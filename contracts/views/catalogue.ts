import { DealTimelineView } from './deal-timeline.ts';
import type { ViewDefinition } from './definition.ts';
import { MailboxView } from './mailbox.ts';

/** Every view that subscribers may read, every version. */
export const VIEWS: readonly ViewDefinition[] = [DealTimelineView, MailboxView];
