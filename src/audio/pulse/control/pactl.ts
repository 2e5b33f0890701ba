import { execFile } from 'node:child_process';
import { messageOf, UserError } from '../../../shared/user-error.js';
import { SoundServerError } from '../../control/sound-system.js';

const TIMEOUT_MS = 2000;
const MAX_OUTPUT_BYTES = 16 * 1024 * 1024;

/**
 * `pactl`, the command line of PulseAudio's protocol, which PipeWire speaks too. A call takes about 8 ms and is
 * given 2 s.
 */
export class Pactl {
  readonly env: NodeJS.ProcessEnv;

  constructor(env: NodeJS.ProcessEnv = process.env) {
    // Untranslated, and numbers with a point: JSON has them as the locale writes them.
    this.env = { ...env, LC_ALL: 'C.UTF-8' };
  }

  /**
   * Output of a command.
   *
   * @throws SoundServerError when the server doesn't answer
   * @throws UserError when it refuses, or pactl is missing or too old
   */
  run(...args: string[]): Promise<string> {
    return new Promise((resolve, reject) => {
      const options = { env: this.env, timeout: TIMEOUT_MS, maxBuffer: MAX_OUTPUT_BYTES };
      execFile('pactl', args, { ...options, killSignal: 'SIGKILL' }, (error, stdout, stderr) => {
        if (error) reject(explain(error, stderr, args));
        else resolve(stdout.trim());
      });
    });
  }

  async json(...args: string[]): Promise<unknown> {
    const text = await this.run('--format=json', ...args);
    try {
      return JSON.parse(text);
    } catch {
      // A server that dies meanwhile leaves half an answer, or none, and no error.
      throw new SoundServerError('The sound server ended its answer half-way.');
    }
  }
}

function explain(
  error: Error & { code?: unknown; killed?: boolean },
  stderr: string,
  args: readonly string[],
): UserError {
  if (error.code === 'ENOENT')
    return new UserError('pactl is missing: install the package pulseaudio-utils (it also serves PipeWire).');
  if (/unrecognized option|invalid option/.test(stderr))
    return new UserError('This pactl is too old: Stillmic needs version 15 or newer of pulseaudio-utils.');
  if (error.killed || /Connection (failure|refused|terminated)|Timeout/i.test(stderr))
    return new SoundServerError(
      'The sound server does not answer: start PulseAudio, or PipeWire with pipewire-pulse.',
    );
  const reason = stderr.trim().replace(/^Failure: /, '') || messageOf(error);
  return new UserError(`The sound server refused “pactl ${args.join(' ')}”: ${reason}`);
}
