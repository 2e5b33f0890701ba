import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** Time and memory of a program from its start to its end. */
export interface CommandFigures {
  readonly seconds: number;
  /** Processor time of all its threads. */
  readonly cpuSeconds: number;
  readonly peakMiB: number;
}

export interface CommandOptions {
  /** Processors that it may use, as `taskset` takes them; all unless given. */
  readonly processors?: string;
  readonly env?: NodeJS.ProcessEnv;
}

/** Written by the program itself when it ends. */
const REPORT =
  "process.on('exit',()=>{const u=process.resourceUsage();process.stderr.write(`usage=${u.userCPUTime+u.systemCPUTime},${u.maxRSS}`)})";

/**
 * Runs a Node.js script in a process of its own.
 *
 * @throws Error with what it said, when it fails
 */
export async function runScript(
  script: string,
  args: readonly string[],
  { processors, env }: CommandOptions = {},
): Promise<CommandFigures> {
  const whole = ['--import', `data:text/javascript,${encodeURIComponent(REPORT)}`, script, ...args];
  const [program, ...rest] = [
    ...(processors ? ['taskset', '-c', processors] : []),
    process.execPath,
    ...whole,
  ];
  const start = performance.now();
  const child = spawn(program as string, rest, {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, ...env },
  });
  let errors = '';
  child.stderr.on('data', (text: Buffer) => (errors += text.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  const seconds = (performance.now() - start) / 1000;
  const usage = /usage=(\d+),(\d+)/.exec(errors);
  if (code !== 0 || !usage) throw new Error(`${script} ${args.join(' ')} ended with ${code}: ${errors}`);
  return { seconds, cpuSeconds: Number(usage[1]) / 1e6, peakMiB: Number(usage[2]) / 1024 };
}
