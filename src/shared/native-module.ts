import { words } from '../words/words.js';
import { UserError } from './user-error.js';

/** Node's code for an addon that is there and that the system's loader refuses. */
const REFUSED = 'ERR_DLOPEN_FAILED';

/**
 * The sentence for a native module that can't be loaded on Windows: a library that it needs is missing, which is
 * Microsoft's Visual C++ runtime. Packages bring it along, a copy of the project does not. Anything else stays what it is.
 *
 * @param name of the module, as people know it
 */
export const nativeModuleError = (
  name: string,
  error: unknown,
  platform: NodeJS.Platform = process.platform,
): unknown =>
  platform === 'win32' && (error as NodeJS.ErrnoException).code === REFUSED
    ? new UserError(words('engine.visualCMissing', { name }), { cause: error })
    : error;
