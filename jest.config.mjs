// Tiers by file name: `.spec.ts` does no I/O; `.contract.spec.ts`, `.int.spec.ts` and `.e2e.spec.ts` may ask for real servers.
const SERVERS = {
  globalSetup: '<rootDir>/test/dev-env/src/jest/global-setup.ts',
  globalTeardown: '<rootDir>/test/dev-env/src/jest/global-teardown.ts',
};

const swc = {
  swcrc: false,
  module: { type: 'es6' },
  jsc: {
    target: 'es2024',
    parser: { syntax: 'typescript' },
    transform: { verbatimModuleSyntax: true },
  },
};

/**
 * @param {string} displayName
 * @param {string} testRegex
 * @param {object} more
 */
const tier = (displayName, testRegex, more = {}) => ({
  displayName,
  testRegex,
  extensionsToTreatAsEsm: ['.ts'],
  moduleFileExtensions: ['ts', 'mjs', 'js', 'json', 'node'],
  testPathIgnorePatterns: ['/node_modules/', '/\\.runtime/', '/\\.data/', '/dist/'],
  modulePathIgnorePatterns: ['/\\.runtime/', '/\\.data/'],
  setupFilesAfterEnv: ['<rootDir>/test/dev-env/src/jest/assertions.ts'],
  transform: { '\\.ts$': ['@swc/jest', swc] },
  ...more,
});

export default {
  projects: [
    tier('spec', '/[^/.]+\\.spec\\.ts$'),
    tier('contract', '\\.contract\\.spec\\.ts$', SERVERS),
    tier('int', '\\.int\\.spec\\.ts$', SERVERS),
    tier('e2e', '\\.e2e\\.spec\\.ts$', SERVERS),
  ],
  reporters: ['default', '<rootDir>/test/dev-env/src/jest/closing-line-reporter.ts'],
  // jest's default on two cores is one worker, in which the memory limit does nothing; vm modules leak a few MB a file.
  maxWorkers: '100%',
  workerIdleMemoryLimit: '512MB',
  testTimeout: 60_000,
  coverageProvider: 'babel',
  collectCoverageFrom: ['{contracts,packages,services}/**/src/**/*.ts'],
};
