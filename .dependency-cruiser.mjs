// What may import what. Each rule is shown to fire on a planted violation in test/house/.
const ADAPTERS =
  '^packages/(event-store-(postgres|eventstoredb)|read-store-postgres|message-bus-(feed|kafka)|mail-provider-imap|blob-store-(files|s3))/';

/**
 * Modules of npm, wherever the package manager put them.
 * @param {readonly string[]} names
 */
const npm = (names) => `(^|/)node_modules/(${names.join('|')})/`;

/**
 * @param {string} name
 * @param {string} comment
 * @param {readonly string[]} modules
 * @param {string} pathNot
 */
const only = (name, comment, modules, pathNot) => ({
  name,
  comment,
  severity: 'error',
  from: { pathNot },
  to: { path: npm(modules) },
});

/**
 * @param {string} name
 * @param {string} comment
 * @param {object} from
 * @param {object} to
 */
const rule = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

export default {
  forbidden: [
    rule('no-cycles', 'Modules that need each other are one idea, or one idea too many.', {}, { circular: true }),
    rule('everything-resolves', 'An import names something that is there.', {}, { couldNotResolve: true }),
    rule(
      'services-are-strangers',
      'Services share contracts and nothing else; only the embedded composition root knows them all.',
      { path: '^services/([^/]+)/', pathNot: '^services/embedded/' },
      { path: '^services/', pathNot: '^services/($1|embedded)/' },
    ),
    rule(
      'nobody-imports-embedded',
      'The composition root is a program, not a library.',
      { pathNot: '^(services/embedded|test)/' },
      { path: '^services/embedded/' },
    ),
    rule(
      'packages-below-services',
      'A library does not know who uses it.',
      { path: '^(packages|contracts)/' },
      { path: '^services/' },
    ),
    rule(
      'product-without-test-tools',
      'What ships does not import what tests with.',
      {
        path: '^(contracts|packages/[^/]+/src|services/[^/]+/src)/',
        pathNot: '^contracts/test/|^packages/(testing|[^/]+/src/contract)/',
      },
      { path: '^(test|packages/testing)/' },
    ),
    rule(
      'through-the-front-door',
      'A package is imported by what it exports, not by its insides.',
      { path: '^((packages|services|test)/[^/]+)/' },
      { path: '^(packages|services|contracts|test/dev-env)/', pathNot: ['^$1/', '/index\\.ts$'] },
    ),
    rule(
      'contracts-stand-alone',
      'Contracts describe what crosses a process boundary: schemas and nothing that runs.',
      { path: '^contracts/', pathNot: '^contracts/(test|tools)/' },
      { pathNot: ['^contracts/', npm(['zod'])] },
    ),
    rule(
      'domain-is-pure',
      'Decisions are functions of values: kernel, mail, contracts and zod, nothing that does I/O.',
      { path: '^services/[^/]+/src/domain/' },
      { pathNot: ['^(packages/(kernel|mail)|contracts)/', '^services/[^/]+/src/domain/', npm(['zod'])] },
    ),
    rule(
      'adapters-in-composition-roots',
      'Use cases know ports; only a composition root names a technology.',
      { path: '^services/', pathNot: '^services/(embedded/|[^/]+/(src/(container|main)\\.ts$|test/))' },
      { path: ADAPTERS },
    ),
    rule(
      'inversify-in-containers',
      'Only container.ts wires; elsewhere a type of inversify may be named.',
      { pathNot: '(^|/)container\\.ts$' },
      { path: npm(['inversify']), dependencyTypesNot: ['type-only'] },
    ),
    only(
      'pg-in-its-adapter',
      'No type of pg leaves the read store for PostgreSQL.',
      ['pg', '@types/pg', 'pg-.+'],
      '^packages/read-store-postgres/|node_modules',
    ),
    only(
      'imapflow-in-its-adapter',
      'No type of imapflow leaves the IMAP adapter; our IMAP server and tests use it as a parser and a client.',
      ['imapflow'],
      '^(packages/(mail-provider-imap|imap-server)|test)/|node_modules',
    ),
    only(
      'kafkajs-in-its-adapter',
      'kafkajs is unmaintained: what does not leak can be replaced. Tests use it as an outside client.',
      ['kafkajs'],
      '^packages/message-bus-kafka/|^(test|contracts/test|services/[^/]+/test)/|node_modules',
    ),
    only(
      'db-client-in-its-adapter',
      'No type of the EventStoreDB client leaves its adapter; the test double uses the protocol definitions that ship with it.',
      ['@eventstore/db-client', '@kurrent/kurrentdb-client'],
      '^packages/(event-store-eventstoredb|testing)/|node_modules',
    ),
  ],
  options: {
    parser: 'swc',
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|fixtures|\\.data|\\.runtime)/' },
    tsPreCompilationDeps: true,
    combinedDependencies: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
      extensions: ['.ts', '.mjs', '.js', '.json'],
    },
  },
};
