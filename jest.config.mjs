const project = (displayName, testMatch, more = {}) => ({
  displayName,
  testMatch,
  extensionsToTreatAsEsm: ['.ts'],
  moduleFileExtensions: ['ts', 'mjs', 'js', 'json', 'node'],
  testPathIgnorePatterns: ['/node_modules/', '/.runtime/', '/.data/'],
  modulePathIgnorePatterns: ['/.runtime/', '/.data/'],
  setupFilesAfterEnv: ['<rootDir>/test/dev-env/src/jest/assertions.ts'],
  transform: {
    '\\.ts$': [
      '@swc/jest',
      {
        swcrc: false,
        module: { type: 'es6' },
        jsc: {
          target: 'es2024',
          parser: { syntax: 'typescript' },
          transform: { verbatimModuleSyntax: true },
        },
      },
    ],
  },
  ...more,
});

export default {
  projects: [project('all', ['<rootDir>/**/*.spec.ts'])],
  maxWorkers: '100%',
  workerIdleMemoryLimit: '512MB',
};
