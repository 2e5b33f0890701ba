import { join } from 'node:path';
import { build } from 'vite';

/**
 * Bundles a TypeScript file for a Node process of its own, for tests that kill one.
 *
 * @returns path of the bundle in `folder`
 */
export async function bundleForNode(entry: string, folder: string): Promise<string> {
  await build({
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true, external: ['naudiodon', 'onnxruntime-node'] },
    build: {
      ssr: entry,
      outDir: folder,
      emptyOutDir: false,
      rollupOptions: { output: { format: 'cjs', entryFileNames: '[name].cjs' } },
    },
  });
  return join(folder, `${(entry.split('/').pop() as string).replace(/\.ts$/, '')}.cjs`);
}
