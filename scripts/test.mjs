// npm test: installs and builds what is missing, then runs everything that CI runs.
import { ensureBuilt, ensureDebianPackages, ensureNpmPackages, passes } from './setup.mjs';

ensureDebianPackages(['build', 'run', 'window', 'test'], { required: true });
ensureNpmPackages();
ensureBuilt();

const failed = ['check', 'test:integration', 'test:browser', 'test:e2e'].filter((script) => {
  console.log(`\n# npm run ${script}`);
  return !passes(script);
});
if (failed.length > 0) {
  console.error(`Failed: ${failed.map((script) => `npm run ${script}`).join(', ')}`);
  process.exit(1);
}
