import { settingsFrom, shownSettings } from '../src/config.ts';

const ENOUGH = {
  MAILFOLD_ROWS_URL: 'postgres://mailfold:swordfish@db:5432/mailfold',
  MAILFOLD_KAFKA_BROKERS: 'kafka-1:9092,[::1]:9093',
};
const MASTER_KEY = Buffer.alloc(32, 7).toString('base64');

const problemsOf = (env: Record<string, string>, needs: Parameters<typeof settingsFrom>[1]): string => {
  try {
    settingsFrom(env, needs);
  } catch (error) {
    return error instanceof Error ? error.message : '';
  }
  return '';
};

describe('settings of a service from the environment', () => {
  it('say where people sign in, to services that log in; the secret is not shown (CON-1)', () => {
    const env = {
      ...ENOUGH,
      MAILFOLD_MASTER_KEY: MASTER_KEY,
      MAILFOLD_PUBLIC_URL: 'https://mail.crm.example',
      MAILFOLD_OAUTH_GOOGLE_CLIENT_ID: 'id',
      MAILFOLD_OAUTH_GOOGLE_CLIENT_SECRET: 'client-secret',
    };
    const settings = settingsFrom(env, ['logins']);
    expect(settings.oauth?.issuers).toMatchObject([{ name: 'google', clientSecret: 'client-secret' }]);
    expect(shownSettings(settings)).toContain('MAILFOLD_OAUTH_GOOGLE_CLIENT_SECRET=***');
    expect(settingsFrom(env, []).oauth).toBeUndefined();
  });

  it('need little, and the rest has defaults', () => {
    expect(settingsFrom(ENOUGH, [])).toMatchObject({
      MAILFOLD_KAFKA_BROKERS: ['kafka-1:9092', '[::1]:9093'],
      MAILFOLD_HOST: '127.0.0.1',
      MAILFOLD_LOG_LEVEL: 'info',
    });
  });

  it('tell of every problem at once, and of no value, which may be a secret', () => {
    const wrong = {
      MAILFOLD_ROWS_URL: 'mysql://u:swordfish@h/d',
      MAILFOLD_KAFKA_SASL: 'plain',
      MAILFOLD_PORT: '70000',
    };
    const message = problemsOf(wrong, ['blobs', 'logins']);
    for (const variable of [
      'MAILFOLD_ROWS_URL',
      'MAILFOLD_KAFKA_BROKERS',
      'MAILFOLD_KAFKA_USERNAME',
      'MAILFOLD_KAFKA_PASSWORD',
      'MAILFOLD_PORT',
      'MAILFOLD_BLOBS',
      'MAILFOLD_MASTER_KEY',
    ]) {
      expect(message).toContain(`  ${variable}: `);
    }
    expect(message).not.toContain('swordfish');
  });

  it('take shards of the log that no partition shares', () => {
    expect(problemsOf({ ...ENOUGH, MAILFOLD_FORWARDER_SHARDS: '4' }, ['forwarding'])).toBe('');
    expect(problemsOf({ ...ENOUGH, MAILFOLD_FORWARDER_SHARDS: '5' }, ['forwarding'])).toContain('must divide the 12');
  });

  it('ask a service only for what it needs', () => {
    expect(problemsOf(ENOUGH, [])).toBe('');
    expect(problemsOf(ENOUGH, ['blobs'])).toContain('MAILFOLD_BLOBS: is needed');
    expect(Object.keys(settingsFrom({ ...ENOUGH, MAILFOLD_MASTER_KEY: MASTER_KEY }, []))).not.toContain(
      'MAILFOLD_MASTER_KEY',
    );
  });

  it('are shown without secrets', () => {
    const env = {
      ...ENOUGH,
      MAILFOLD_BLOBS: '/blobs',
      MAILFOLD_MASTER_KEY: MASTER_KEY,
      MAILFOLD_EVENTS_URL: 'kurrentdb://admin:p@ss@node1:2113,node2:2113?tls=true',
      MAILFOLD_KAFKA_SASL: 'scram-sha-512',
      MAILFOLD_KAFKA_USERNAME: 'mailfold',
      MAILFOLD_KAFKA_PASSWORD: 'halibut',
    };
    const shown = shownSettings(settingsFrom(env, ['blobs', 'logins']));
    expect(shown).toContain('MAILFOLD_ROWS_URL=postgres://mailfold:***@db:5432/mailfold\n');
    expect(shown).toContain('MAILFOLD_EVENTS_URL=kurrentdb://admin:***@node1:2113,node2:2113?tls=true\n');
    expect(shown).toContain('MAILFOLD_KAFKA_USERNAME=mailfold\n');
    for (const secret of ['swordfish', MASTER_KEY, 'p@ss', 'ss@', 'halibut']) expect(shown).not.toContain(secret);
  });
});
