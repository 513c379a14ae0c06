import { isAway, isLost, statementFailure } from '../src/failure.ts';

const postgres = (code: string, message = 'as PostgreSQL says'): Error => Object.assign(new Error(message), { code });

describe('what a failure means', () => {
  it.each(['57P01', '57P03', '08006', '53300', 'ECONNREFUSED', 'ECONNRESET'])('takes %s for an absence', (code) => {
    expect(isAway(postgres(code))).toBe(true);
  });

  it.each(['23505', '42601', '22P02', '40001'])('takes %s for an answer', (code) => {
    expect(isAway(postgres(code))).toBe(false);
  });

  it.each(['ENOENT', 'EAGAIN'])('takes %s for an absence where a connection was tried, and nowhere else', (code) => {
    expect(isAway(Object.assign(postgres(code), { syscall: 'connect' }))).toBe(true);
    expect(isAway(Object.assign(postgres(code), { syscall: 'open' }))).toBe(false);
  });

  it('takes a broken connection for an absence by its words', () => {
    expect(isLost(new Error('Connection terminated unexpectedly'))).toBe(true);
  });

  it('knows that a statement which found the disk full was not done', () => {
    expect(isLost(postgres('53100'))).toBe(false);
  });

  it('says of a full disk what to do, and to try again', () => {
    const failure = statementFailure('committing', postgres('53100', 'could not extend file'));
    expect(failure).toMatchObject({ code: 'read-store/unavailable', retry: 'backoff', details: { diskFull: true } });
    expect(String(failure)).toContain('free some space');
  });

  it('leaves errors that are none of PostgreSQL as they are', () => {
    const bug = new RangeError('ours');
    expect(statementFailure('committing', bug)).toBe(bug);
  });
});
