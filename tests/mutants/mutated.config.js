const { join } = require('node:path');
const shared = require('../jest.config');

/** The tests of the gateway's engine, run on a mutant of it. */
const projects = shared.projects
  .filter(({ displayName }) => displayName === 'unit' || displayName === 'federation')
  .map((project) => {
    const [[pattern, [, options]]] = Object.entries(project.transform);
    return { ...project, transform: { [pattern]: [join(__dirname, 'transform.js'), options] } };
  });

module.exports = { ...shared, projects };
