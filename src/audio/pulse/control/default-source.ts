import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { SOURCE_NAME } from './names.js';
import type { Pactl } from './pactl.js';

/**
 * The system's default microphone before ours took its place. It is kept in a file, since both servers remember
 * a default of ours beyond our end, even beyond their own.
 */
export class DefaultSource {
  readonly #pactl: Pactl;
  readonly #file: string;

  constructor(pactl: Pactl, file: string) {
    this.#pactl = pactl;
    this.#file = file;
  }

  /** Name of the default microphone before ours; null when ours never was it. */
  get previous(): string | null {
    try {
      return readFileSync(this.#file, 'utf8').trim() || null;
    } catch {
      return null;
    }
  }

  async current(): Promise<string> {
    return this.#pactl.run('get-default-source');
  }

  /** Makes ours the default one. */
  async take(): Promise<void> {
    const current = await this.current();
    if (current === SOURCE_NAME) return;
    this.#remember(current);
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
    rmSync(this.#file, { force: true });
  }

  #remember(name: string): void {
    mkdirSync(dirname(this.#file), { recursive: true });
    const temporary = `${this.#file}.${process.pid}`;
    writeFileSync(temporary, name);
    renameSync(temporary, this.#file);
  }
}
