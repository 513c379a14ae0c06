export { type ApiClient, createClient } from './api-client.ts';
export { CLIENT_CODES, type ClientCode } from './client-codes.ts';
export { everyItem } from './every-item.ts';
export type { FollowOptions } from './follow-events.ts';
export { goesOn } from './goes-on.ts';
export type { ThreadListing } from './mailbox-api.ts';
export type { RecordsOf, TimelineOf, TimelineOptions } from './records-api.ts';
export type { TransportOptions } from './transport.ts';
