import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { BUNDLE_FOLDER } from './bundle-folder.js';

/** The built command line. */
export const bundle = join(BUNDLE_FOLDER, 'cli.cjs');

/** Whether the command line isn't built; says so once. For `describe.skipIf(withoutBuild)`. */
export const withoutBuild = !existsSync(bundle);
if (withoutBuild) console.warn('Skipped: the command line is not built (npm run build).');

export interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the built command line as a user does. */
export function stillmic(args: readonly string[], env: NodeJS.ProcessEnv = process.env): Promise<Run> {
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, [bundle, ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env,
    });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.on('error', fail).on('close', (code) => done({ code, stdout, stderr }));
  });
}
