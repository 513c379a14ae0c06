import { statementName } from '../src/statements.ts';

describe('statementName', () => {
  it('is the same for the same text, and short enough for PostgreSQL', () => {
    expect(statementName('select 1')).toBe(statementName('select 1'));
    expect(statementName('select 1')?.length).toBeLessThan(64);
  });

  it('gives no more names than a server should keep plans for', () => {
    const names = Array.from({ length: 2_000 }, (_, index) => statementName(`select ${index} as n`));
    expect(names.filter((name) => name !== undefined).length).toBeLessThanOrEqual(500);
    expect(statementName('select 1')).toBeDefined();
  });
});
