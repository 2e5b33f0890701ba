import type { Notice } from '../../shared/notice.js';
import { Emitter } from '../../shared/emitter.js';
import type { Words } from '../../words/words.js';

/** Messages of main that belong to no page. The window shows it until it is dismissed. */
export class Notices {
  readonly #notices = new Map<string, Notice>();
  readonly #changed = new Emitter<readonly Notice[]>();
  readonly #added = new Emitter<Notice>();
  readonly onChanged = this.#changed.on;
  readonly onAdded = this.#added.on;

  get list(): readonly Notice[] {
    return [...this.#notices.values()];
  }

  /** A notice of the same id is replaced. */
  add(id: string, severity: Notice['severity'], words: Words): void {
    const notice = { id, severity, words };
    this.#notices.set(id, notice);
    this.#added.emit(notice);
    this.#changed.emit(this.list);
  }

  dismiss(id: string): void {
    if (this.#notices.delete(id)) this.#changed.emit(this.list);
  }
}
