import { connect } from '../src/connect.ts';
import { clientUrl } from '../src/connection-string.ts';

describe('connection strings', () => {
  it.each([
    ['esdb://localhost:2113?tls=false', 'esdb://localhost:2113?tls=false'],
    ['kurrentdb://localhost:2113?tls=false', 'esdb://localhost:2113?tls=false'],
    ['kurrentdb+discover://db.example.org', 'esdb+discover://db.example.org'],
    [' esdb://a:1,b:2,c:3?nodePreference=leader ', 'esdb://a:1,b:2,c:3?nodePreference=leader'],
  ])('takes %s', (given, taken) => {
    expect(clientUrl(given)).toBe(taken);
  });

  it.each(['', 'localhost:2113', 'http://localhost:2113', 'esdb://', 'esdb:/x', 'kurrent://localhost'])(
    'refuses %j',
    (given) => {
      expect(() => clientUrl(given)).toThrow(expect.objectContaining({ code: 'event-store/connection-string' }));
    },
  );

  it.each([
    'esdb://admin:s3cret@host:port',
    'esdb://admin:s3cret@host?tls=perhaps',
    'esdb://admin:s3cret@ho$t',
    'esdb://admin:s3cret',
  ])('tells no password of %s', (given) => {
    const words = (): string => {
      try {
        connect(given);
        return '';
      } catch (thrown) {
        return JSON.stringify(thrown, Object.getOwnPropertyNames(thrown)) + String(thrown);
      }
    };
    expect(words()).toContain('event-store/connection-string');
    expect(words()).not.toContain('s3cret');
  });
});
