import { createServer } from 'vite';
import { root } from './setup.mjs';

/**
 * Loads a TypeScript module of ours, hands it to `use` and keeps the loader open until that has ended: what the
 * module imports later, when it is needed, is found as well.
 * @template Result
 * @param {string} file absolute path
 * @param {(module: any) => Promise<Result>} use
 * @returns {Promise<Result>}
 */
export async function withTypeScriptModule(file, use) {
  const server = await createServer({
    root,
    configFile: false,
    logLevel: 'error',
    appType: 'custom',
    server: { middlewareMode: true, hmr: false, ws: false, watch: null },
    optimizeDeps: { noDiscovery: true },
  });
  try {
    return await use(await server.ssrLoadModule(file));
  } finally {
    await server.close();
  }
}
