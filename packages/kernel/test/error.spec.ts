import { isMailfoldError, lastWords, MailfoldError, messageOf } from '@mailfold/kernel';

describe('MailfoldError', () => {
  const error = new MailfoldError({ code: 'area/what', message: 'It failed.', cause: new Error('why') });

  it('is recognised, also by its code', () => {
    expect(isMailfoldError(error)).toBe(true);
    expect(isMailfoldError(error, 'area/what')).toBe(true);
    expect(isMailfoldError(error, 'area/other')).toBe(false);
  });

  it('is recognised when another copy of the package made it', () => {
    expect(isMailfoldError({ [Symbol.for('mailfold.error')]: true, code: 'a/b' }, 'a/b')).toBe(true);
  });

  it.each([[new Error('x')], ['text'], [null], [undefined], [{ code: 'a/b' }]])('is not %p', (value) => {
    expect(isMailfoldError(value)).toBe(false);
  });

  it('is never retried unless it says so', () => {
    expect(error.retry).toBe('never');
    expect(new MailfoldError({ code: 'a/b', message: '', retry: { afterMs: 5 } }).retry).toEqual({ afterMs: 5 });
  });

  it('is said by its message alone when it ends a program; a bug also says where it came from', () => {
    expect(lastWords(error)).toBe('It failed.\n');
    expect(lastWords(new TypeError('no function'))).toMatch(/^no function\nTypeError: no function\n +at /);
  });

  it('keeps its cause', () => {
    expect(messageOf(error.cause)).toBe('why');
    expect(messageOf('thrown text')).toBe('thrown text');
  });
});
