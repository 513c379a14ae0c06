import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CLIENT_CODES } from '../src/index.ts';

describe('the registry of codes', () => {
  it('has every code that is thrown, and no other', () => {
    const source = readFileSync(join(import.meta.dirname, '../src/api-error.ts'), 'utf8');
    const thrown = new Set(source.match(/(?<=code: ')client\/[a-z-]+/g) ?? []);
    expect([...thrown].toSorted()).toEqual(Object.keys(CLIENT_CODES).toSorted());
  });
});
