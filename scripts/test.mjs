// npm test: installs and builds what is missing, then runs everything that CI runs. At the end it prints what was left
// out, so that a green run is not mistaken for a whole one.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { ensureBuilt, ensureDebianPackages, ensureNpmPackages, passes, root } from './setup.mjs';

ensureDebianPackages(['build', 'run', 'window', 'test'], { required: true });
// Windows programs run only on x64; without Wine their tests are left out and named at the end.
if (process.arch === 'x64') ensureDebianPackages(['windowsPackage', 'wine'], { required: false });
ensureNpmPackages();
ensureBuilt();

const hasDpkg = spawnSync('dpkg-deb', ['--version'], { stdio: 'ignore' }).status === 0;
const folder = mkdtempSync(join(tmpdir(), 'stillmic-tests-'));
// vitest.config.ts gives it to tests/support/left-out-reporter.ts.
const leftOut = join(folder, 'left-out');
process.env.STILLMIC_LEFT_OUT = leftOut;

const failed = [
  'check',
  'test:commands',
  'test:servers',
  'test:integration',
  'test:windows',
  'test:browser',
  'test:e2e',
  // Makes the deb and tries it.
  ...(hasDpkg ? ['package'] : []),
].filter((script) => {
  console.log(`\n# npm run ${script}`);
  return !passes(script);
});

if (existsSync(leftOut)) {
  console.log(`\n# Left out\n\n${readFileSync(leftOut, 'utf8').trimEnd()}`);
  if (!existsSync(resolve(root, '../shared')))
    console.log(
      '\n../shared (real models, checkpoints and speech) is not here: most of these compare with it.',
    );
}
rmSync(folder, { recursive: true, force: true });
if (failed.length > 0) {
  console.error(`\nFailed: ${failed.map((script) => `npm run ${script}`).join(', ')}`);
  process.exit(1);
}
