const shared = require('../jest.config');

const [project] = shared.projects;

/** Kills mutants, one after the other; each takes the tests that it runs as long as they take. */
module.exports = {
  rootDir: shared.rootDir,
  testTimeout: 300_000,
  projects: [
    {
      ...project,
      displayName: 'mutants',
      testMatch: ['<rootDir>/tests/mutants/*.mutants.ts'],
      testPathIgnorePatterns: [],
    },
  ],
};
