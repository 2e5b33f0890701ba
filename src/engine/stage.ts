import type { EngineModel } from '../shared/engine-messages.js';
import type { ModelSpec } from '../shared/model-spec.js';
import type { Model } from './enhancer/model.js';
import { Lane, type Mix } from './lane.js';
import { Taps } from './taps.js';

/** A model that runs: its session, its lane and what is observed of it. */
export class Stage {
  readonly model: EngineModel;
  readonly lane: Lane;
  readonly taps: Taps;
  readonly #session: Model;

  static async open(
    model: EngineModel,
    session: Model,
    playbackRate: number,
    mix: Mix,
    onHop: (spec: ModelSpec, before: Float32Array, after: Float32Array, totalMs: number) => void,
  ): Promise<Stage> {
    const lane = await Lane.create(session.createEnhancer(), playbackRate, mix);
    const taps = new Taps(session.spec, (before, after, totalMs) =>
      onHop(session.spec, before, after, totalMs),
    );
    return new Stage(model, session, lane, taps);
  }

  private constructor(model: EngineModel, session: Model, lane: Lane, taps: Taps) {
    this.model = model;
    this.#session = session;
    this.lane = lane;
    this.taps = taps;
  }

  async dispose(): Promise<void> {
    this.taps.dispose();
    this.lane.dispose();
    await this.#session.dispose();
  }
}

/** Whether two choices mean the same session. */
export const sameModel = (a: EngineModel, b: EngineModel): boolean =>
  a.file === b.file && JSON.stringify(a.settings) === JSON.stringify(b.settings);
