import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { BlockListChanged, catalogue, definitionOf } from '../index.ts';
import { Envelope } from '../events/envelope.ts';
import { VIEWS } from '../views/index.ts';

const FOLDER = join(import.meta.dirname, '../fixtures');
const topics = VIEWS.map(({ topic }) => topic);
const names = readdirSync(FOLDER).map((name) => name.replace(/\.json$/, ''));
const types = names.filter((name) => !topics.includes(name));
const Fixture = z.array(z.looseObject({ data: z.looseObject({}) })).min(1);
const fixture = (type: string): z.output<typeof Fixture> =>
  Fixture.parse(JSON.parse(readFileSync(join(FOLDER, `${type}.json`), 'utf8')));

describe('golden fixtures', () => {
  it('are there for every event version', () => {
    expect(types.toSorted()).toEqual(catalogue.map(({ type }) => type));
  });

  it.each(types)('%s: the envelope parses, and nothing is lost', (type) => {
    for (const { data: _, ...envelope } of fixture(type)) expect(Envelope.parse(envelope)).toEqual(envelope);
  });

  it.each(types)('%s: the data parses, and nothing is lost', (type) => {
    for (const { data } of fixture(type)) expect(definitionOf(type)?.data.parse(data)).toEqual(data);
  });

  // Block lists are of a tenant, and reach accounts as ScreeningChanged.
  const ofTenants = (type: string): boolean => type.startsWith('directory.') || type === BlockListChanged.type;

  it.each(types)('%s: an account event names its account, an event of a tenant none', (type) => {
    const named = fixture(type).map((event) => event['accountId'] !== undefined);
    expect(new Set(named)).toEqual(new Set([!ofTenants(type)]));
  });
});
