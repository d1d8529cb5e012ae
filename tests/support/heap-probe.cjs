// Loaded into a program that is started with --expose-gc: tells what its heap holds once garbage is gone, and what it has loaded.
process.on('message', (message) => {
  if (message === 'modules') process.send({ modules: Object.keys(require.cache) });
  if (message !== 'heap') return;
  globalThis.gc();
  globalThis.gc();
  const { heapUsed, external } = process.memoryUsage();
  process.send({ heapBytes: heapUsed + external });
});
