import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { catalogue } from '../events/catalogue.ts';
import { deadLetterTopicDefinition, TOPICS } from '../topics/catalogue.ts';
import { VIEWS } from '../views/catalogue.ts';
import { asyncApi } from './asyncapi.ts';
import { breakingChanges } from './breaking-changes.ts';
import { currentSchemas } from './current-schemas.ts';
import type { JsonSchema } from './json-schema.ts';
import { registryPage } from './registry-page.ts';
import { brokenTopics, promiseOf, TopicPromise } from './topic-promises.ts';
import { topicsPage } from './topics-page.ts';

export const CONTRACTS = join(import.meta.dirname, '..');

/** A file that is made from the schemas and committed. */
export interface Artefact {
  /** Below `contracts/`. */
  readonly path: string;
  readonly text: string;
}

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/** What the schemas and topics as they are now make. */
export const artefacts = (): readonly Artefact[] => [
  ...[...currentSchemas()].map(([name, schema]) => ({ path: `schemas/${name}.json`, text: json(schema) })),
  { path: 'events/README.md', text: registryPage(catalogue) },
  { path: 'topics/README.md', text: topicsPage(TOPICS, deadLetterTopicDefinition('GROUP')) },
  { path: 'topics/promises.json', text: json(TOPICS.map(promiseOf)) },
  { path: 'asyncapi.json', text: json(asyncApi({ topics: TOPICS, events: catalogue, views: VIEWS })) },
];

const textAt = (folder: string, path: string): string | undefined => {
  try {
    return readFileSync(join(folder, path), 'utf8');
  } catch {
    // Not there yet.
    return undefined;
  }
};

/** The schemas that were published, by name. */
export function publishedSchemas(folder = CONTRACTS): ReadonlyMap<string, JsonSchema> {
  const names = readdirSync(join(folder, 'schemas')).filter((name) => name.endsWith('.json'));
  return new Map(
    names.map((name) => [name.slice(0, -'.json'.length), JSON.parse(textAt(folder, `schemas/${name}`) ?? '{}')]),
  );
}

export const publishedTopics = (folder = CONTRACTS): readonly TopicPromise[] =>
  z.array(TopicPromise).parse(JSON.parse(textAt(folder, 'topics/promises.json') ?? '[]'));

/** Files that say something else than the schemas. */
export const stale = (made: readonly Artefact[], folder = CONTRACTS): readonly string[] =>
  made.filter(({ path, text }) => textAt(folder, path) !== text).map(({ path }) => path);

/** In words: each breaking change of each published schema. */
export function brokenPromises(
  published: ReadonlyMap<string, JsonSchema>,
  now: ReadonlyMap<string, JsonSchema>,
): readonly string[] {
  return [...published].flatMap(([name, before]) => {
    const after = now.get(name);
    if (after === undefined) return [`${name}: the schema is gone`];
    return breakingChanges(before, after).map(({ at, what }) => `${name}: ${at}: ${what}`);
  });
}

/** In words: what of all that was published the code as it is now breaks. */
export const allBroken = (folder = CONTRACTS): readonly string[] => [
  ...brokenPromises(publishedSchemas(folder), currentSchemas()),
  ...brokenTopics(publishedTopics(folder), TOPICS.map(promiseOf)),
];

/** Names of events and rows without a golden fixture. */
export const withoutFixture = (folder = CONTRACTS): readonly string[] =>
  [...catalogue.map(({ type }) => type), ...VIEWS.map(({ topic }) => topic)].filter(
    (name) => textAt(folder, `fixtures/${name}.json`) === undefined,
  );
