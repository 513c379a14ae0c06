import { MailfoldError } from '@mailfold/kernel';
import { remedyOf } from '../src/errors.ts';

const failure = (code: string, retry: 'never' | 'backoff') => new MailfoldError({ code, message: 'failed', retry });
const fullDisk = Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC', syscall: 'write' });

describe('what is done about a failure', () => {
  it.each([
    ['a bug', new TypeError('x is undefined'), 'park'],
    ['something thrown that is no error', 'oops', 'park'],
    ['an id with other content', failure('event-store/id-reused', 'never'), 'park'],
    ['an unknown version', failure('processor/unknown-version', 'never'), 'park'],
    ['a statement that PostgreSQL refused', failure('read-store/rejected', 'never'), 'park'],
    ['another writer', failure('event-store/conflict', 'never'), 'decide-again'],
    ['a commit whose answer was lost', failure('read-store/outcome-unknown', 'backoff'), 'decide-again'],
    ['a deadlock', failure('read-store/collision', 'backoff'), 'decide-again'],
    ['a store that is away', failure('event-store/unavailable', 'backoff'), 'redeliver'],
    ['a full disk', fullDisk, 'redeliver'],
  ])('%s', (_, thrown, remedy) => {
    expect(remedyOf(thrown)).toBe(remedy);
  });
});
