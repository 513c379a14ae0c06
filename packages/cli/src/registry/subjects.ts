import { catalogue } from '@mailfold/contracts';
import { contextTopic } from '@mailfold/contracts/topics';
import { VIEWS } from '@mailfold/contracts/views';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { z } from 'zod';

/** A schema of values under the name that a registry keeps it by. */
export interface Subject {
  readonly name: string;
  /** JSON Schema, as text. */
  readonly schema: string;
}

const FOLDER = join(dirname(createRequire(import.meta.url).resolve('@mailfold/contracts')), 'schemas');
const OfEvent = z.looseObject({ properties: z.looseObject({ data: z.looseObject({}) }) });

const published = (name: string): unknown => JSON.parse(readFileSync(join(FOLDER, `${name}.json`), 'utf8'));

/** The value of an event is its data alone: the envelope travels as headers. */
const dataSchema = (type: string): string => {
  const { $schema, title, description, properties } = OfEvent.parse(published(type));
  return JSON.stringify({ $schema, title, description, ...properties.data });
};

/**
 * What is published for outsiders: events of each context's topic as `<topic>-<type>` (TopicRecordNameStrategy), as a topic carries many; rows
 * as `<topic>-value` (TopicNameStrategy), as a view's topic carries one.
 */
export const subjects = (): readonly Subject[] => [
  ...catalogue.map(({ context, type }) => ({ name: `${contextTopic(context)}-${type}`, schema: dataSchema(type) })),
  ...VIEWS.map(({ topic }) => ({ name: `${topic}-value`, schema: JSON.stringify(published(topic)) })),
];
