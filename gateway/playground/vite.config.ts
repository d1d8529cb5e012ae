import react from '@vitejs/plugin-react';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { defineConfig, type Plugin } from 'vite';

export default defineConfig({
  // Everything is found beside the page, so that it also works behind a proxy that adds a path.
  base: './',
  plugins: [react(), compressed()],
  build: {
    // The gateway serves the page at `/`, and this folder as it is named here.
    assetsDir: 'playground',
    target: ['chrome123', 'edge123', 'firefox121', 'safari17.5'],
    reportCompressedSize: false,
    // Monaco is one large chunk; it comes from the gateway itself, once.
    chunkSizeWarningLimit: 8_000,
    rolldownOptions: {
      onwarn: (warning, warn) => {
        // "use no memo" of GraphiQL's compiled files, which means nothing once they are compiled.
        if (warning.code !== 'MODULE_LEVEL_DIRECTIVE') warn(warning);
      },
    },
  },
  worker: { format: 'es' },
});

/** Writes `.br` and `.gz` beside each file, so that the gateway does not compress at each request. */
function compressed(): Plugin {
  return {
    name: 'compressed',
    apply: 'build',
    async writeBundle({ dir = 'dist' }) {
      const files = await readdir(join(dir, 'playground'));
      await Promise.all(
        files
          .filter((name) => /\.(js|css)$/.test(name))
          .map((name) => compress(join(dir, 'playground', name))),
      );
    },
  };
}

async function compress(file: string): Promise<void> {
  const content = await readFile(file);
  // Higher qualities take seconds for a few percent.
  const params = { [constants.BROTLI_PARAM_QUALITY]: 5 };
  await writeFile(`${file}.br`, await promisify(brotliCompress)(content, { params }));
  await writeFile(`${file}.gz`, await promisify(gzip)(content));
}
