import * as account from './account.ts';
import type { EventDefinition } from './definition.ts';
import * as directory from './directory.ts';
import * as ingestFolders from './ingest-folders.ts';
import * as ingest from './ingest.ts';
import * as linking from './linking.ts';
import * as threading from './threading.ts';
import * as visibility from './visibility.ts';
import * as writeback from './writeback.ts';

const isDefinition = (value: unknown): value is EventDefinition =>
  typeof value === 'object' && value !== null && 'type' in value && 'data' in value && 'version' in value;

/** Every event that we publish, every version, ordered by type. */
export const catalogue: readonly EventDefinition[] = [
  account,
  directory,
  ingestFolders,
  ingest,
  linking,
  threading,
  visibility,
  writeback,
]
  .flatMap((module) => Object.values(module).filter(isDefinition))
  .toSorted((a, b) => (a.type < b.type ? -1 : 1));

const byType = new Map(catalogue.map((definition) => [definition.type, definition]));

export const definitionOf = (type: string): EventDefinition | undefined => byType.get(type);
