import { build } from 'vite';
import type { TestProject } from 'vitest/node';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import config from '../../../electron.vite.config.js';

declare module 'vitest' {
  interface ProvidedContext {
    /** Folder of the built renderer. */
    renderer: string;
  }
}

/** Builds the renderer as the app ships it, once for all browser tests. */
export default async function setUp(project: TestProject): Promise<() => void> {
  const folder = mkdtempSync(join(tmpdir(), 'stillmic-renderer-'));
  const renderer = config.renderer ?? {};
  await build({
    ...renderer,
    configFile: false,
    logLevel: 'warn',
    build: { ...renderer.build, outDir: folder, emptyOutDir: true },
  });
  project.provide('renderer', folder);
  return () => rmSync(folder, { recursive: true, force: true });
}
