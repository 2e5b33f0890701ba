import { homedir, tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';

/** Where the lock lies: gone after a restart of the machine, and the user's own. */
export const runtimeFolder = (env: NodeJS.ProcessEnv): string =>
  env['XDG_RUNTIME_DIR']
    ? join(env['XDG_RUNTIME_DIR'], 'stillmic')
    : join(tmpdir(), `stillmic-${userInfo().username}`);

/** Where is kept what has to survive a crash (XDG base directory specification, XDG_STATE_HOME). */
export const stateFolder = (env: NodeJS.ProcessEnv): string =>
  join(env['XDG_STATE_HOME'] || join(env['HOME'] ?? homedir(), '.local', 'state'), 'stillmic');
