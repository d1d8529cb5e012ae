const { readFileSync } = require('node:fs');
const { availableParallelism } = require('node:os');
const { join } = require('node:path');

const root = join(__dirname, '..');
const swc = JSON.parse(readFileSync(join(root, '.swcrc'), 'utf8'));

const tsconfig = JSON.parse(readFileSync(join(root, 'tsconfig.base.json'), 'utf8'));

/** tsconfig's `paths` as Jest writes them. */
function sources(paths) {
  return Object.fromEntries(
    Object.entries(paths).map(([name, [path]]) => [
      `^${name.replace('*', '(.*)')}$`,
      path.replace('./', '<rootDir>/').replace('*', '$1'),
    ]),
  );
}

const shared = {
  rootDir: root,
  testEnvironment: 'node',
  // Workspace packages are tested from their sources, so a test never runs a stale build.
  moduleNameMapper: {
    ...sources(tsconfig.compilerOptions.paths),
    // ES modules name the file that will be there after the build.
    '^(\\.{1,2}/.*)\\.js$': ['$1.js', '$1.ts'],
  },
  transform: { '\\.[jt]s$': ['@swc/jest', { ...swc, swcrc: false }] },
  // These ship ES modules only.
  transformIgnorePatterns: ['/node_modules/(?!(jose|auto-bind)/)'],
  modulePathIgnorePatterns: ['/dist/', '/.nutgraf/', '/tests/bench/peers/', '/tests/output/'],
  setupFiles: ['reflect-metadata'],
};

/** Every answer that these tests get of a gateway is searched for what it must not tell. */
const searching = { setupFilesAfterEnv: ['<rootDir>/tests/support/search-answers.ts'] };

const code = '<rootDir>/{gateway,services,schema}/**';

/** @type {import('jest').Config} */
module.exports = {
  rootDir: root,
  testTimeout: 30_000,
  // On two cores Jest would use one, and half of the time is spent waiting for other processes.
  maxWorkers: Math.max(2, Math.floor(availableParallelism() / 2)),
  projects: [
    {
      ...shared,
      displayName: 'unit',
      testMatch: [`${code}/*.test.ts`],
      testPathIgnorePatterns: ['/node_modules/', '/dist/', '\\.db\\.test\\.ts$'],
    },
    {
      ...shared,
      ...searching,
      displayName: 'federation',
      testMatch: ['<rootDir>/tests/{bench,federation,mutants}/**/*.test.ts'],
    },
    {
      ...shared,
      displayName: 'conformance',
      testMatch: ['<rootDir>/tests/conformance/**/*.test.ts'],
    },
    {
      ...shared,
      displayName: 'database',
      testMatch: [`${code}/*.db.test.ts`],
      globalSetup: '<rootDir>/tests/support/start-postgres.ts',
      globalTeardown: '<rootDir>/tests/support/stop-postgres.ts',
    },
    {
      ...shared,
      ...searching,
      displayName: 'e2e',
      testMatch: ['<rootDir>/tests/{e2e,faults}/**/*.test.ts'],
      globalSetup: '<rootDir>/tests/support/start-postgres.ts',
      globalTeardown: '<rootDir>/tests/support/stop-postgres.ts',
    },
    {
      ...shared,
      displayName: 'browser',
      testMatch: ['<rootDir>/tests/browser/**/*.test.ts'],
      globalSetup: '<rootDir>/tests/support/start-postgres.ts',
      globalTeardown: '<rootDir>/tests/support/stop-postgres.ts',
    },
  ],
};
