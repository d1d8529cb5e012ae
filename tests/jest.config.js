const { readFileSync } = require('node:fs');
const { join } = require('node:path');

const root = join(__dirname, '..');
const swc = JSON.parse(readFileSync(join(root, '.swcrc'), 'utf8'));

const shared = {
  rootDir: root,
  testEnvironment: 'node',
  // Workspace packages are tested from their sources, so a test never runs a stale build.
  testEnvironmentOptions: { customExportConditions: ['source', 'node', 'require', 'default'] },
  transform: { '\\.[jt]s$': ['@swc/jest', { ...swc, swcrc: false }] },
  // jose ships ES modules only.
  transformIgnorePatterns: ['/node_modules/(?!(jose)/)'],
  modulePathIgnorePatterns: ['/dist/', '/.nutgraf/'],
  setupFiles: ['reflect-metadata'],
};

const sources = '<rootDir>/{gateway,services,schema}/**';

/** @type {import('jest').Config} */
module.exports = {
  rootDir: root,
  testTimeout: 30_000,
  projects: [
    {
      ...shared,
      displayName: 'unit',
      testMatch: [`${sources}/*.test.ts`],
      testPathIgnorePatterns: ['/node_modules/', '/dist/', '\\.db\\.test\\.ts$'],
    },
    {
      ...shared,
      displayName: 'federation',
      testMatch: ['<rootDir>/tests/federation/**/*.test.ts'],
    },
    {
      ...shared,
      displayName: 'database',
      testMatch: [`${sources}/*.db.test.ts`],
      globalSetup: '<rootDir>/tests/support/start-postgres.ts',
      globalTeardown: '<rootDir>/tests/support/stop-postgres.ts',
    },
    {
      ...shared,
      displayName: 'e2e',
      testMatch: ['<rootDir>/tests/{e2e,faults}/**/*.test.ts'],
      globalSetup: '<rootDir>/tests/support/start-postgres.ts',
      globalTeardown: '<rootDir>/tests/support/stop-postgres.ts',
    },
  ],
};
