import { resolve } from 'node:path';

/** Where `npm run build` puts what runs in Node.js. */
export const BUNDLE_FOLDER = resolve(import.meta.dirname, '../../out/main');
