import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { catalogue } from '../events/catalogue.ts';
import { breakingChanges } from './breaking-changes.ts';
import { eventSchema, type JsonSchema } from './event-schema.ts';
import { registryPage } from './registry-page.ts';

export const CONTRACTS = join(import.meta.dirname, '..');

/** A file that is made from the schemas and committed. */
export interface Artefact {
  /** Below `contracts/`. */
  readonly path: string;
  readonly text: string;
}

/** What the schemas as they are now make. */
export const artefacts = (): readonly Artefact[] => [
  ...catalogue.map((definition) => ({
    path: `schemas/${definition.type}.json`,
    text: `${JSON.stringify(eventSchema(definition), null, 2)}\n`,
  })),
  { path: 'events/README.md', text: registryPage(catalogue) },
];

const textAt = (folder: string, path: string): string | undefined => {
  try {
    return readFileSync(join(folder, path), 'utf8');
  } catch {
    // Not there yet.
    return undefined;
  }
};

/** The event schemas that were published, by type. */
export function publishedSchemas(folder = CONTRACTS): ReadonlyMap<string, JsonSchema> {
  const names = readdirSync(join(folder, 'schemas')).filter((name) => name.endsWith('.json'));
  return new Map(
    names.map((name) => [name.slice(0, -'.json'.length), JSON.parse(textAt(folder, `schemas/${name}`) ?? '{}')]),
  );
}

/** Files that say something else than the schemas. */
export const stale = (made: readonly Artefact[], folder = CONTRACTS): readonly string[] =>
  made.filter(({ path, text }) => textAt(folder, path) !== text).map(({ path }) => path);

/** In words: each breaking change of each published event. */
export function brokenPromises(
  published: ReadonlyMap<string, JsonSchema>,
  now: ReadonlyMap<string, JsonSchema>,
): readonly string[] {
  return [...published].flatMap(([type, before]) => {
    const after = now.get(type);
    if (after === undefined) return [`${type}: the event is gone`];
    return breakingChanges(before, after).map(({ at, what }) => `${type}: ${at}: ${what}`);
  });
}

export const currentSchemas = (): ReadonlyMap<string, JsonSchema> =>
  new Map(catalogue.map((definition) => [definition.type, eventSchema(definition)]));

/** Types without a golden fixture. */
export const withoutFixture = (folder = CONTRACTS): readonly string[] =>
  catalogue.map(({ type }) => type).filter((type) => textAt(folder, `fixtures/${type}.json`) === undefined);
