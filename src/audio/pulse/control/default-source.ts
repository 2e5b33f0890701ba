import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { makeFolder } from '../../../files/make-folder.js';
import { SOURCE_NAME } from './names.js';
import type { Pactl } from './pactl.js';

/**
 * The system's default microphone before ours took its place. It is kept in a file, since both servers remember
 * a default of ours beyond our end, even beyond their own. Where no file can be written, it is known to this process
 * alone: then a crash can't be mended by the next start, and nothing else is lost.
 */
export class DefaultSource {
  readonly #pactl: Pactl;
  readonly #file: string | null;
  #remembered: string | null = null;

  /** @param file null where there is no place for one */
  constructor(pactl: Pactl, file: string | null) {
    this.#pactl = pactl;
    this.#file = file;
  }

  /** Name of the default microphone before ours; null when ours never was it. */
  get previous(): string | null {
    return this.#remembered ?? (this.#file && read(this.#file));
  }

  /** Whether the next start would know the default microphone before ours too, or there is none to know. */
  get isKept(): boolean {
    return this.#remembered === null || (this.#file !== null && read(this.#file) === this.#remembered);
  }

  async current(): Promise<string> {
    return this.#pactl.run('get-default-source');
  }

  /** Makes ours the default one. */
  async replace(): Promise<void> {
    const current = await this.current();
    if (current === SOURCE_NAME) return;
    this.#remembered = current;
    if (this.#file) tryTo(write, this.#file, current);
    await this.#pactl.run('set-default-source', SOURCE_NAME);
  }

  /**
   * Gives it back, unless the user has chosen another one meanwhile.
   *
   * @param next the microphone that is to be the default one; null when there is none
   */
  async giveBack(next: string | null): Promise<void> {
    if (next !== null && (await this.current()) === SOURCE_NAME)
      await this.#pactl.run('set-default-source', next);
    this.#remembered = null;
    if (this.#file) tryTo(rmSync, this.#file, { force: true });
  }
}

function read(file: string): string | null {
  try {
    return readFileSync(file, 'utf8').trim() || null;
  } catch {
    return null;
  }
}

/** @throws the system's error */
function write(file: string, name: string): void {
  makeFolder(dirname(file));
  const temporary = `${file}.${process.pid}`;
  try {
    writeFileSync(temporary, name);
    renameSync(temporary, file);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

/** Does what is only a comfort: a folder that can't be written to does not stop the microphone. */
function tryTo<T extends unknown[]>(action: (...args: T) => void, ...args: T): void {
  try {
    action(...args);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
  }
}
