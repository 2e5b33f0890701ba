import { execFile } from 'node:child_process';
import { helperEnvironment } from '../../../shared/helper-environment.js';
import { messageOf, UserError } from '../../../shared/user-error.js';
import { plainWords, words } from '../../../words/words.js';
import { SoundServerError } from '../../control/sound-system.js';

const TIMEOUT_MS = 2000;
const MAX_OUTPUT_BYTES = 16 * 1024 * 1024;

/** The first release of pactl that writes JSON. */
const JSON_VERSION = 16;

/** How a command of pactl failed. */
interface Failure {
  /** ENOENT where there is no such program, its exit code otherwise. */
  readonly code: unknown;
  readonly isTimeout: boolean;
  readonly said: string;
}

/**
 * `pactl`, the command line of PulseAudio's protocol, which PipeWire speaks too. A call takes about 8 ms and is
 * given 2 s.
 */
export class Pactl {
  readonly env: NodeJS.ProcessEnv;

  constructor(env: NodeJS.ProcessEnv = process.env) {
    this.env = helperEnvironment(env);
  }

  /**
   * Output of a command.
   *
   * @throws SoundServerError when the server doesn't answer
   * @throws UserError when it refuses, or when pactl is missing or too old
   */
  async run(...args: string[]): Promise<string> {
    const result = await this.#execute(args);
    if (typeof result === 'string') return result;
    throw await this.#explain(result, args);
  }

  async json(...args: string[]): Promise<unknown> {
    const text = await this.run('--format=json', ...args);
    try {
      return JSON.parse(text);
    } catch {
      await this.#refuseIfTooOld();
      // A server that dies meanwhile leaves half an answer, or none, and no error.
      throw new SoundServerError(words('audio.answerCutShort'));
    }
  }

  #execute(args: readonly string[]): Promise<string | Failure> {
    return new Promise((resolve) => {
      const options = { env: this.env, timeout: TIMEOUT_MS, maxBuffer: MAX_OUTPUT_BYTES };
      execFile('pactl', args, { ...options, killSignal: 'SIGKILL' }, (error, stdout, stderr) => {
        if (!error) return resolve(stdout.trim());
        const said = stderr.trim() || messageOf(error);
        resolve({ code: error.code, isTimeout: error.killed === true, said });
      });
    });
  }

  /** The reason of a failure follows from what else works, never from words: those differ from release to release. */
  async #explain(failure: Failure, args: readonly string[]): Promise<UserError> {
    if (failure.code === 'ENOENT') return new UserError(words('audio.pactlMissing'));
    if (typeof failure.code === 'string')
      return new UserError(words('audio.pactlUnusable', { reason: failure.said }));
    if (failure.isTimeout) return new SoundServerError(words('audio.serverDoesNotAnswer'));
    await this.#refuseIfTooOld();
    if (typeof (await this.#execute(['info'])) !== 'string')
      return new SoundServerError(words('audio.serverDoesNotAnswer'));
    const reason = plainWords(failure.said.replace(/^Failure: /, ''));
    return new UserError(words('audio.serverRefusedCommand', { command: args.join(' '), reason }));
  }

  /** @throws UserError when this pactl is from before JSON */
  async #refuseIfTooOld(): Promise<void> {
    const text = await this.#execute(['--version']);
    const version = typeof text === 'string' ? /^pactl (\d+)\S*/.exec(text) : null;
    if (version && Number(version[1]) < JSON_VERSION)
      throw new UserError(words('audio.pactlTooOld', { version: version[0], needed: JSON_VERSION }));
  }
}
