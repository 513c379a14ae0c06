import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import rules from '../../.dependency-cruiser.mjs';
import { plantTree } from './planted-tree.ts';

const HOUSE = join(import.meta.dirname, '../..');

/** For each rule the files that break it. Every import is a line of its own; the file's path says who imports. */
const PLANTED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'no-cycles': { 'packages/mail/src/one.ts': "import './other.ts';" },
  'everything-resolves': { 'packages/mail/src/lost.ts': "import './nowhere.ts';" },
  'services-are-strangers': { 'services/linking/src/friend.ts': "import '@mailfold/threading';" },
  'nobody-imports-embedded': { 'services/linking/src/everything.ts': "import '@mailfold/embedded';" },
  'packages-below-services': { 'packages/client/src/upwards.ts': "import '@mailfold/threading';" },
  'product-without-test-tools': { 'services/linking/src/tested.ts': "import '@mailfold/dev-env';" },
  'through-the-front-door': { 'packages/cli/src/window.ts': "import '../../kernel/src/insides.ts';" },
  'contracts-stand-alone': { 'contracts/src/working.ts': "import '@mailfold/kernel';" },
  'domain-is-pure': {
    'services/linking/src/domain/reads-files.ts': "import 'node:fs';",
    'services/linking/src/domain/asks-ports.ts': "import type { it } from '@mailfold/read-store';",
    'services/linking/src/domain/uses-npm.ts': "import 'lodash';",
    'services/linking/src/domain/uses-application.ts': "import '../application.ts';",
  },
  'adapters-in-composition-roots': { 'services/linking/src/load.ts': "import '@mailfold/read-store-postgres';" },
  'inversify-in-containers': { 'services/linking/src/wired.ts': "import { Container } from 'inversify';" },
  'pg-in-its-adapter': { 'packages/processor/src/rows.ts': "import type { Client } from 'pg';" },
  'imapflow-in-its-adapter': { 'services/ingest/src/flow.ts': "import type { ImapFlow } from 'imapflow';" },
  'kafkajs-in-its-adapter': { 'packages/processor/src/topic.ts': "import type { Kafka } from 'kafkajs';" },
  'db-client-in-its-adapter': {
    'packages/processor/src/streams.ts': "import type { EventStoreDBClient } from '@eventstore/db-client';",
  },
};

/** What looks alike and is allowed. */
const ALLOWED: Readonly<Record<string, string>> = {
  'packages/mail/src/other.ts': "import './one.ts';", // a cycle is told once, at its first file
  'packages/kernel/src/insides.ts': 'export {};',
  'services/linking/src/application.ts': 'export {};',
  'services/linking/src/domain/decide.ts': "import 'zod';\nimport '@mailfold/kernel';\nimport '@mailfold/contracts';",
  'services/linking/src/container.ts': "import 'inversify';\nimport '@mailfold/read-store-postgres';",
  'services/linking/src/names-a-type.ts': "import type { Container } from 'inversify';",
  'services/embedded/src/main.ts': "import '@mailfold/threading';\nimport '@mailfold/read-store-postgres';",
  'packages/read-store-postgres/src/connect.ts': "import 'pg';\nawait using it = await import('node:fs');",
  'packages/mail-provider-imap/src/client.ts': "import 'imapflow';",
  'packages/message-bus-kafka/src/client.ts': "import 'kafkajs';",
  'packages/event-store-eventstoredb/src/client.ts': "import '@eventstore/db-client';",
  'packages/processor/test/with-servers.ts': "import '@mailfold/dev-env';",
  'test/journeys/whole.ts': "import '@mailfold/embedded';\nimport 'imapflow';",
};

const PACKAGES = [
  'contracts',
  'packages/kernel',
  'packages/read-store',
  'packages/read-store-postgres',
  'services/embedded',
  'services/linking',
  'services/threading',
  'test/dev-env',
];
const MODULES = ['inversify', 'pg', 'imapflow', 'kafkajs', '@eventstore/db-client', 'zod', 'lodash'];

type Violation = { readonly rule: { readonly name: string }; readonly from: string };

/** Runs the house's rules over a tree: who broke what, as `rule: file`. */
async function violationsIn(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  await using tree = await plantTree({ files, packages: PACKAGES, modules: MODULES });
  const program = join(HOUSE, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
  const preload = `--import=${join(HOUSE, 'infra/check/using-declarations.mjs')}`;
  const options = `--config=${join(HOUSE, '.dependency-cruiser.mjs')} --output-type=json`.split(' ');
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [preload, program, ...options, 'contracts', 'packages', 'services', 'test'],
    { cwd: tree.root, maxBuffer: 1 << 26 },
  );
  const { violations } = (JSON.parse(stdout) as { summary: { violations: readonly Violation[] } }).summary;
  return [...new Set(violations.map(({ rule, from }) => `${rule.name}: ${from}`))].toSorted();
}

describe('the dependency rules of the house', () => {
  it('have each a planted violation', () => {
    expect(new Set(Object.keys(PLANTED))).toEqual(new Set(rules.forbidden.map(({ name }) => name)));
  });

  it('fire on what is planted against them and on nothing else', async () => {
    const planted = Object.assign({}, ...Object.values(PLANTED));
    const expected = Object.entries(PLANTED).flatMap(([rule, files]) =>
      Object.keys(files).map((file) => `${rule}: ${file}`),
    );

    expect(await violationsIn({ ...planted, ...ALLOWED })).toEqual(expected.toSorted());
  });
});
