import { statusOf } from '../src/index.ts';

describe('the status of an error code', () => {
  it.each([
    ['mailbox/not-found', 404],
    ['mailbox/thread-not-found', 404],
    ['api/invalid', 400],
    ['api/bad-cursor', 400],
    ['directory/invalid-line', 400],
    ['event-store/conflict', 409],
    ['event-store/too-large', 413],
    ['mail-provider/unauthorised', 422],
    ['mail-provider/rejected', 422],
    ['mail-provider/throttled', 429],
    ['mail-provider/unreachable', 504],
    ['read-store/unavailable', 503],
    ['accounts/precondition-failed', 412],
    ['event-store/id-reused', 422],
    ['anything/else', 500],
  ])('%s is %i', (code, status) => {
    expect(statusOf(code)).toBe(status);
  });
});
