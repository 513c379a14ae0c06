import type { Location, ProviderChange } from '@mailfold/contracts';
import type { Folder, Move } from '../../domain/state.ts';

/** A place with the folder's path of now. */
export interface Place {
  readonly location: Location;
  readonly path: string;
}

export interface TaskMessage {
  readonly messageId: string;
  readonly receivedAt: string;
  /** In bytes. */
  readonly size: number;
  readonly places: readonly Place[];
  /** We moved it ourselves, and sync has not found it yet. */
  readonly lost: boolean;
}

/** An open intent with all that is needed to perform it. */
export interface Task {
  readonly accountId: string;
  readonly tenantId: string;
  readonly intentId: string;
  readonly actionId: string;
  readonly change: ProviderChange;
  /** How many there were before. */
  readonly attempts: number;
  readonly messages: readonly TaskMessage[];
  /** As far as sync knows them. */
  readonly folders: readonly Folder[];
}

/** How an intent ended at the provider. */
export type Ending =
  | { readonly kind: 'acknowledged'; readonly moves: readonly Move[] }
  | { readonly kind: 'overtaken'; readonly reason: string };

/** The same folder at the same UIDVALIDITY, with the messages in it. */
export interface Source {
  readonly path: string;
  readonly epoch: number;
  readonly places: readonly { readonly messageId: string; readonly location: Location }[];
}

export const sourcesOf = ({ messages }: Pick<Task, 'messages'>): Source[] => {
  const all = messages.flatMap(({ messageId, places }) => places.map((place) => ({ messageId, ...place })));
  const groups = Map.groupBy(all, ({ path, location }) => `${location.epoch} ${path}`);
  return [...groups.values()].flatMap((places) => {
    const [first] = places;
    return first === undefined ? [] : [{ path: first.path, epoch: first.location.epoch, places }];
  });
};

export const uidsOf = ({ places }: Source): number[] => places.map(({ location }) => location.uid);
