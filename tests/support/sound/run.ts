import { execFile, spawn, type ChildProcess, type StdioOptions } from 'node:child_process';
import { promisify } from 'node:util';

const execFileAsync = promisify(execFile);

/** Output of a command; rejects when it fails or takes longer than `timeoutMs`. */
export async function run(
  command: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  timeoutMs = 5_000,
): Promise<string> {
  const { stdout } = await execFileAsync(command, args, {
    env,
    timeout: timeoutMs,
    maxBuffer: 16 * 1024 * 1024,
  });
  return stdout.trim();
}

/** Whether a command ends well within two seconds. */
export const succeeds = (
  command: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<boolean> =>
  run(command, args, env, 2_000).then(
    () => true,
    () => false,
  );

/**
 * Starts a process that dies with this one, however that ends. It runs at the priority that desktops give to
 * sound servers, so that what is measured isn't how busy the machine is; where that isn't allowed, as it is.
 */
export const spawnBound = (
  command: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  stdio: StdioOptions,
): ChildProcess =>
  spawn('setpriv', ['--pdeathsig', 'KILL', 'nice', '-n', '-11', command, ...args], { env, stdio });
