// npm test: installs and builds what is missing, then runs everything that CI runs.
import { ensureBuilt, ensureDebianPackages, ensureNpmPackages, passes } from './setup.mjs';

ensureDebianPackages(['build', 'run', 'window', 'test'], { required: true });
ensureNpmPackages();
ensureBuilt();

const failed = ['check', 'test:integration'].filter((script) => !passes(script));
if (failed.length > 0) {
  console.error(`Failed: ${failed.map((script) => `npm run ${script}`).join(', ')}`);
  process.exit(1);
}
