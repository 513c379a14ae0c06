import type { NewEvent, StoredEvent } from '@mailfold/event-store';

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/** Ids that mean the same in every account: tenant, users, records of the directory. */
export const idsOfAll = (events: readonly StoredEvent[]): ReadonlySet<string> => {
  const ofDirectory = events.filter((event) => event.meta.accountId === undefined);
  const owners = events.flatMap(({ type, data }) =>
    type.startsWith('account.AccountConnected.') ? [ownerOf(data)] : [],
  );
  return new Set([...owners, ...(JSON.stringify(ofDirectory).match(UUID) ?? [])]);
};

const ownerOf = (data: unknown): string => (data as { readonly ownerId: string }).ownerId;

/** Names of the same things in another account: told apart by their first digits, equal wherever they were equal. */
const renamed = (id: string, copy: number): string =>
  (Number.parseInt(id.slice(0, 4), 16) ^ copy).toString(16).padStart(4, '0') + id.slice(4);

/** The log of an account as that of another one, of the same owner and the same directory. */
export const inOtherAccount = (
  { id, stream, type, data, meta }: StoredEvent,
  copy: number,
  ofAll: ReadonlySet<string>,
  shift: number,
): NewEvent & { readonly stream: string } => {
  const text = JSON.stringify({ id, stream, type, data, meta });
  const event = JSON.parse(text.replaceAll(UUID, (one) => (ofAll.has(one) ? one : renamed(one, copy)))) as NewEvent & {
    readonly stream: string;
  };
  const { inputPosition } = event.meta;
  return inputPosition === undefined
    ? event
    : { ...event, meta: { ...event.meta, inputPosition: inputPosition + shift } };
};
