import {
  AccountConnected,
  type DataOf,
  type EventLike,
  MessageAttached,
  MessageObserved,
  MessageRestored,
  MessageWithdrawn,
  SettingsChanged,
  ThreadsMerged,
  ThreadStarted,
} from '@mailfold/contracts';
import { normaliseAddress, participants } from '@mailfold/mail';
import { type Link, type LinkedThread, linkKey, type LinksState, newThread, rootOf } from './state.ts';

type Input = EventLike & { readonly meta: { readonly tenantId: string } };

/** Folds what others said: who takes part in which thread. */
export const observe = (state: LinksState, input: Input): void => {
  if (AccountConnected.is(input)) connect(state, input.data, input.meta.tenantId);
  if (SettingsChanged.is(input) && state.rules !== undefined) {
    state.rules = { ...state.rules, autoLink: input.data.settings.autoLink };
    state.changed.rules = true;
  }
  if (MessageObserved.is(input)) observeMessage(state, input.data);
  if (MessageWithdrawn.is(input)) show(state, input.data.messageId, false);
  if (MessageRestored.is(input)) show(state, input.data.messageId, true);
  if (ThreadStarted.is(input)) start(state, input.data.threadId);
  if (MessageAttached.is(input)) attach(state, input.data);
  if (ThreadsMerged.is(input)) for (const id of input.data.absorbed) absorb(state, input.data.survivor, id);
};

const connect = (state: LinksState, account: DataOf<typeof AccountConnected>, tenantId: string): void => {
  state.rules = {
    tenantId,
    ownerId: account.ownerId,
    own: [account.address, ...account.aliases].map((address) => normaliseAddress(address) ?? address),
    companyDomains: account.companyDomains,
    autoLink: account.settings.autoLink,
  };
  state.changed.rules = true;
};

const observeMessage = (state: LinksState, message: DataOf<typeof MessageObserved>): void => {
  const { messageId: id, receivedAt, direction } = message;
  if (direction === 'draft' || state.messages.has(id)) return;
  const addresses = participants(message, { countBcc: true }).all;
  state.messages.set(id, { id, addresses, receivedAt, thread: undefined, withdrawn: false });
  state.changed.messages.add(id);
};

const start = (state: LinksState, id: string): void => {
  if (state.threads.has(id)) return;
  state.threads.set(id, newThread(id));
  state.changed.threads.add(id);
};

const attach = (state: LinksState, { threadId, messageId, receivedAt }: DataOf<typeof MessageAttached>): void => {
  const message = state.messages.get(messageId);
  const root = rootOf(state, threadId);
  if (message === undefined || root === undefined || message.thread !== undefined) return;
  message.thread = threadId;
  state.changed.messages.add(messageId);
  if (!message.withdrawn) for (const address of message.addresses) count(root, address, 1);
  if (receivedAt > root.newestAt) root.newestAt = receivedAt;
  state.changed.threads.add(root.id);
};

/** A withdrawn message does not speak for its participants until it is restored. */
const show = (state: LinksState, messageId: string, shown: boolean): void => {
  const message = state.messages.get(messageId);
  if (message === undefined || message.withdrawn !== shown) return;
  message.withdrawn = !shown;
  state.changed.messages.add(messageId);
  const root = message.thread === undefined ? undefined : rootOf(state, message.thread);
  if (root === undefined) return;
  for (const address of message.addresses) count(root, address, shown ? 1 : -1);
  state.changed.threads.add(root.id);
};

const count = (thread: LinkedThread, address: string, by: number): void => {
  thread.counted.add(address);
  const now = (thread.participants.get(address) ?? 0) + by;
  if (now > 0) thread.participants.set(address, now);
  else thread.participants.delete(address);
};

/** The survivor has the links of all its parts from the first moment: a merge never widens (THR-5). */
const absorb = (state: LinksState, survivorId: string, absorbedId: string): void => {
  const survivor = rootOf(state, survivorId);
  const absorbed = rootOf(state, absorbedId);
  if (survivor === undefined || absorbed === undefined || survivor === absorbed) return;
  for (const [address, n] of absorbed.participants) count(survivor, address, n);
  for (const link of absorbed.links.values()) takeOver(survivor, link);
  if (absorbed.newestAt > survivor.newestAt) survivor.newestAt = absorbed.newestAt;
  survivor.dealByHand ||= absorbed.dealByHand;
  absorbed.root = survivor.id;
  absorbed.participants.clear();
  absorbed.counted.clear();
  absorbed.links.clear();
  state.changed.threads.add(survivor.id).add(absorbed.id);
};

const takeOver = (survivor: LinkedThread, link: Link): void => {
  const key = linkKey(link.kind, link.record);
  const known = survivor.links.get(key);
  if (known === undefined || (known.barred && !link.barred) || (link.byHand && !known.byHand))
    survivor.links.set(key, link);
};
