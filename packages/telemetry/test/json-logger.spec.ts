import { MailfoldError } from '@mailfold/kernel';
import { jsonLogger, type Logger, silentLogger } from '../src/index.ts';

const recording = (level?: 'debug' | 'warn'): { log: Logger; lines: () => Record<string, unknown>[] } => {
  const written: string[] = [];
  const log = jsonLogger({ name: 'test', to: { write: (line) => written.push(line) }, ...(level ? { level } : {}) });
  return { log, lines: () => written.map((line) => JSON.parse(line)) };
};

describe('the JSON log', () => {
  it('writes a line with level, time, name, message and fields', () => {
    const { log, lines } = recording();
    log.info('folder listed', { accountId: 'a1', count: 3 });
    expect(lines()).toEqual([
      {
        level: 'info',
        time: expect.stringMatching(/^\d{4}-.*Z$/),
        name: 'test',
        msg: 'folder listed',
        accountId: 'a1',
        count: 3,
      },
    ]);
  });

  it('gives the fields of a child to every line', () => {
    const { log, lines } = recording();
    log.child({ service: 'ingest' }).child({ accountId: 'a1' }).warn('slow');
    expect(lines()[0]).toMatchObject({ service: 'ingest', accountId: 'a1', level: 'warn' });
  });

  it('keeps to its level', () => {
    const { log, lines } = recording('warn');
    log.info('hidden');
    log.warn('shown');
    expect(lines().map((line) => line['msg'])).toEqual(['shown']);
  });

  it('hides personal fields at any depth (OPS-2)', () => {
    const { log, lines } = recording();
    log.info('seen', { mail: { subject: 'Offer', from: ['a@b.example'], size: 3 }, password: 'hunter2' });
    expect(lines()[0]).toMatchObject({
      mail: { subject: '[hidden]', from: '[hidden]', size: 3 },
      password: '[hidden]',
    });
  });

  it('takes addresses and keys out of texts', () => {
    const { log, lines } = recording();
    log.error('failed', { reason: 'login of Ann.O+x@例え.jp refused with mfk_abc-123' });
    expect(lines()[0]).toMatchObject({ reason: 'login of [address] refused with [key]' });
  });

  it('writes an error with code, details and cause', () => {
    const { log, lines } = recording();
    const cause = new Error('no route to user@host.example');
    log.error('failed', {
      error: new MailfoldError({ code: 'imap/unreachable', message: 'no answer', details: { port: 993 }, cause }),
    });
    expect(lines()[0]?.['error']).toMatchObject({
      code: 'imap/unreachable',
      message: 'no answer',
      details: { port: 993 },
      cause: { message: 'no route to [address]' },
    });
  });

  it('survives values that JSON cannot carry', () => {
    const { log, lines } = recording();
    const ring: Record<string, unknown> = { big: 1n, bytes: new Uint8Array(3) };
    ring['ring'] = ring;
    log.info('odd', { ring });
    expect(lines()[0]).toMatchObject({ ring: { big: '1', bytes: '[3 bytes]' } });
  });
});

describe('the silent log', () => {
  it('is its own child', () => {
    expect(silentLogger.child({})).toBe(silentLogger);
  });
});
