import { randomUUID } from 'node:crypto';
import { basename } from 'node:path';
import type { ChosenFile } from '../../shared/chosen-file.js';
import { UserError } from '../../shared/user-error.js';
import { words } from '../../words/words.js';

/** Handles that are kept; the oldest is forgotten first. A dropped folder of recordings fits several times. */
const MAX_HANDLES = 10_000;

/** Paths of the files that the user chose. The window gets handles, so that it can't name any other file. */
export class ChosenFiles {
  readonly #paths = new Map<string, string>();

  /** Keeps a path and gives it a handle. */
  hold(path: string): ChosenFile {
    const handle = randomUUID();
    this.#paths.set(handle, path);
    const [oldest] = this.#paths.keys();
    if (oldest !== undefined && this.#paths.size > MAX_HANDLES) this.#paths.delete(oldest);
    return { handle, name: basename(path) };
  }

  /** @throws UserError for a handle that was never given out, or was forgotten */
  pathOf(handle: string): string {
    const path = this.#paths.get(handle);
    if (path === undefined) throw new UserError(words('main.fileForgotten'));
    return path;
  }
}
