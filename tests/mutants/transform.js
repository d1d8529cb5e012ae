const { createTransformer } = require('@swc/jest');
const { relative } = require('node:path');
const { mutants } = require('./mutants');

const mutant = mutants.find(({ name }) => name === process.env.MUTANT);

/** Compiles as every test does, one file with the mutant's change. */
module.exports = {
  createTransformer(options) {
    const swc = createTransformer(options);
    const mutated = (text, file, { config: { rootDir } }) =>
      mutant && relative(rootDir, file) === mutant.file ? text.replace(mutant.from, () => mutant.to) : text;
    return {
      canInstrument: swc.canInstrument,
      process: (text, file, transform) => swc.process(mutated(text, file, transform), file, transform),
      getCacheKey: (text, file, transform) =>
        swc.getCacheKey(mutated(text, file, transform), file, transform),
    };
  },
};
