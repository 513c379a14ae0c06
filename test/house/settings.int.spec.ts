import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { settingOf, settingsIn, settingsTable } from './settings.ts';

const HOUSE = join(import.meta.dirname, '../..');
const rows = settingsTable();

/** In the table's words: what is not a process apart. */
const CONFIGS = {
  start: 'services/embedded/src/config',
  distributed: 'infra/local/src/config',
  cli: 'packages/cli/src/config',
};
const PROGRAMS = readdirSync(join(HOUSE, 'services'))
  .filter((name) => name !== 'embedded' && existsSync(join(HOUSE, 'services', name, 'src/main.ts')))
  .toSorted();
const SERVICES = PROGRAMS.filter((name) => name !== 'gateway');

const ofRows = (who: string): readonly (typeof rows)[number][] =>
  rows.filter(({ of }) => of.includes(who) || (of.includes('services') && SERVICES.includes(who)));
const namesOf = (who: string): readonly string[] => ofRows(who).map(({ setting }) => setting);

const KEY = Buffer.alloc(32, 7).toString('base64');
/** Of settings without a default, and of those that ask for others. */
const GIVEN: Readonly<Record<string, string>> = {
  MAILFOLD_ROWS_URL: 'postgres://mailfold:hidden@rows/mailfold',
  MAILFOLD_EVENTS_URL: 'kurrentdb://events:2113',
  MAILFOLD_KAFKA_BROKERS: 'kafka:9092',
  MAILFOLD_KAFKA_CA: '/ca.crt',
  MAILFOLD_KAFKA_SASL: 'plain',
  MAILFOLD_KAFKA_USERNAME: 'mailfold',
  MAILFOLD_KAFKA_PASSWORD: 'hidden',
  MAILFOLD_OTLP_URL: 'http://collector:4318',
  MAILFOLD_BLOBS: '/blobs',
  MAILFOLD_MASTER_KEY: KEY,
  MAILFOLD_MASTER_KEY_PREVIOUS: KEY,
  MAILFOLD_KMS_KEY: 'alias/new',
  MAILFOLD_KMS_KEY_PREVIOUS: 'alias/old',
  MAILFOLD_PUBLIC_URL: 'https://mail.crm.example',
  MAILFOLD_OAUTH_RETURN_ORIGINS: 'https://crm.example',
  MAILFOLD_OAUTH_OWN_ISSUER: 'https://login.own.example',
  MAILFOLD_OAUTH_OWN_CLIENT_ID: 'mailfold',
  MAILFOLD_OAUTH_OWN_CLIENT_SECRET: 'hidden',
  MAILFOLD_OAUTH_OWN_SCOPES: 'openid',
  ...Object.fromEntries(
    SERVICES.map((name) => [`MAILFOLD_UPSTREAM_${name.toUpperCase().replaceAll('-', '_')}`, `http://${name}:8080`]),
  ),
};
/** Taken, but nothing that `--print-config` prints. */
const NOT_PRINTED = /^MAILFOLD_OAUTH_<NAME>_(SCOPES|DOMAINS|HOSTS|TITLE)$/;

describe('the table of settings in infra/README.md', () => {
  let files: string;
  beforeAll(() => {
    files = mkdtempSync(join(tmpdir(), 'mailfold-settings-'));
  });
  afterAll(() => rmSync(files, { recursive: true }));

  /** What is given, by a file where the table says that it may be. */
  const environment = (): Record<string, string> =>
    Object.fromEntries(
      Object.entries(GIVEN).map(([name, value]) => {
        if (!rows.some(({ setting, inFile }) => inFile && setting === settingOf(name))) return [name, value];
        writeFileSync(join(files, name), `${value}\n`);
        return [`${name}_FILE`, join(files, name)];
      }),
    );

  const printed = async (program: string): Promise<ReadonlyMap<string, string>> => {
    const args = [join(HOUSE, 'infra/image/entry.mjs'), program, '--print-config'];
    const { stdout } = await promisify(execFile)(process.execPath, args, { env: environment() });
    const lines = stdout.trim().split('\n');
    return new Map(lines.map((line) => [settingOf(line.replace(/=.*/, '')), line.replace(/^[^=]+=/, '')]));
  };

  it('has each setting once, and words for all who take it', () => {
    const names = rows.map(({ setting }) => setting);

    expect(names.length).toBeGreaterThan(40);
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
    expect(
      rows.flatMap(({ of }) => of).filter((who) => ![...PROGRAMS, 'services', ...Object.keys(CONFIGS)].includes(who)),
    ).toEqual([]);
  });

  it.each(Object.entries(CONFIGS))('says what %s takes', (who, path) => {
    expect(namesOf(who).toSorted()).toEqual([...settingsIn(path)].toSorted());
  });

  it('has the settings of the services’ configs, and no other ones', () => {
    const there = ['packages/service-process/src/config', 'services/gateway/src/config'].flatMap((path) => [
      ...settingsIn(path),
    ]);

    expect([...new Set(PROGRAMS.flatMap(namesOf))].toSorted()).toEqual([...new Set(there)].toSorted());
  });

  it.each(PROGRAMS)('says what %s takes, by which default, and what may lie in a file', async (program) => {
    const settings = await printed(program);

    const shown = namesOf(program).filter((name) => !NOT_PRINTED.test(name));
    expect([...settings.keys()].toSorted()).toEqual(shown.toSorted());
    const asked = new Set(Object.keys(GIVEN).map(settingOf));
    const wrong = ofRows(program).filter(({ setting, otherwise }) => {
      const value = settings.get(setting);
      if (value === undefined || asked.has(setting)) return false;
      return value === '' ? otherwise.includes('`') : !otherwise.includes(`\`${value}\``);
    });
    expect(wrong.map(({ setting }) => [setting, settings.get(setting)])).toEqual([]);
    expect([...settings.values()].filter((value) => value.includes('hidden'))).toEqual([]);
  });
});
