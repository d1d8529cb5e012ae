const { join } = require('node:path');
const shared = require('../jest.config');

/** The tests of the gateway's engine, run on a mutant of it. */
const projects = shared.projects
  .filter(({ displayName }) => displayName === 'unit' || displayName === 'federation')
  .map((project) => {
    const [[pattern, [, options]]] = Object.entries(project.transform);
    // The fixtures have to notice by themselves, and the random comparison takes minutes.
    const testMatch = [...project.testMatch, '!**/federation/random/**'];
    return { ...project, testMatch, transform: { [pattern]: [join(__dirname, 'transform.js'), options] } };
  });

module.exports = { ...shared, projects };
