import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { API_CODES } from '../src/index.ts';

const SOURCE = join(import.meta.dirname, '../src');

const used = (): readonly string[] =>
  readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && name !== 'api-codes.ts')
    .flatMap((name) => readFileSync(join(SOURCE, name), 'utf8').match(/(?<=')(api|config)\/[a-z-]+(?=')/g) ?? []);

describe('the registry of codes', () => {
  it('has every code that is thrown, and no other', () => {
    const migrations = new Set(['api/001-keys']);
    const codes = new Set(used().filter((code) => !migrations.has(code)));
    expect([...codes].toSorted()).toEqual(Object.keys(API_CODES).toSorted());
  });
});
