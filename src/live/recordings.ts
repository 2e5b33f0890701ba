import type { EngineRecording, FromEngine } from '../shared/engine-messages.js';
import { UserError } from '../shared/user-error.js';
import { words } from '../words/words.js';

interface Waiting {
  resolve(recording: EngineRecording): void;
  reject(error: Error): void;
}

/** Recordings that the engine is making, by id. */
export class Recordings {
  readonly #waiting = new Map<number, Waiting>();
  #nextId = 1;

  /** @param order sends the order with this id to the engine */
  async make(order: (id: number) => void): Promise<EngineRecording> {
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      order(id);
    });
  }

  onMessage(message: FromEngine): void {
    if (message.type !== 'recording' && message.type !== 'recording-failed') return;
    const waiting = this.#waiting.get(message.id);
    this.#waiting.delete(message.id);
    if (message.type === 'recording') waiting?.resolve(message.recording);
    else waiting?.reject(new UserError(words('live.recordingFailed', { reason: message.words })));
  }

  /** The engine that made them is gone. */
  abandon(): void {
    for (const { reject } of this.#waiting.values()) reject(new UserError(words('live.recordingCutShort')));
    this.#waiting.clear();
  }
}
