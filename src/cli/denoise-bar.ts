import cliProgress from 'cli-progress';
import { basename } from 'node:path';
import type { DenoiseProgress } from '../audio-file/denoise-file.js';
import { printable } from './printable.js';

/** A bar on a terminal for recordings that are cleaned, nothing when standard error goes elsewhere. */
export class DenoiseBar {
  readonly #bar = new cliProgress.SingleBar({
    format: '{name} {bar} {percentage} % {left}',
    clearOnComplete: true,
    hideCursor: true,
  });
  readonly #inputs: readonly string[];
  /** How far each recording is that runs. */
  readonly #running = new Map<object, DenoiseProgress>();
  #finished = 0;
  #isShown = false;

  constructor(tasks: readonly { readonly input: string }[]) {
    this.#inputs = tasks.map(({ input }) => input);
  }

  update(task: object, progress: DenoiseProgress): void {
    this.#running.set(task, progress);
    const values = this.#values();
    if (!this.#isShown) this.#bar.start(100, 0, values);
    this.#isShown = true;
    this.#bar.update(Math.floor((100 * this.#done()) / this.#inputs.length), values);
  }

  finish(task: object): void {
    this.#running.delete(task);
    this.#finished++;
  }

  /** Clears the line for what is printed; the next `update` shows the bar again. */
  hide(): void {
    if (this.#isShown) this.#bar.stop();
    this.#isShown = false;
  }

  /** Recordings that are done, with shares of those that run. */
  #done(): number {
    return [...this.#running.values()].reduce((sum, { share }) => sum + share, this.#finished);
  }

  #values(): object {
    const count = this.#inputs.length;
    const name =
      count === 1 ? printable(basename(this.#inputs[0] as string)) : `${this.#finished}/${count} recordings`;
    const [only] = this.#running.values();
    const secondsLeft = count === 1 ? only?.secondsLeft : undefined;
    return {
      name,
      left: typeof secondsLeft !== 'number' ? '' : `${formatDuration(Math.ceil(secondsLeft))} left`,
    };
  }
}

/** `75` becomes `1:15`, `3675` becomes `1:01:15`. */
export function formatDuration(seconds: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const whole = Math.round(seconds);
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
}
