import { resolve } from 'node:path';

/** Folder in which `npm run build` puts the bundles for Node.js. */
export const BUNDLE_FOLDER = resolve(import.meta.dirname, '../../out/main');
