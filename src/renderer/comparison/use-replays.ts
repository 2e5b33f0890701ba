import { useCallback, useEffect, useRef, useState } from 'react';
import type { ModelReplay, VoiceRecording } from '../../shared/microphone-test.js';
import type { Words } from '../../words/words.js';

/** A recording on its way through a model. */
export type Replay =
  | { readonly state: 'working' }
  | { readonly state: 'failed'; readonly words: Words }
  | { readonly state: 'ready'; readonly replay: ModelReplay };

/** Replays by the ids of their models, in the order in which they were asked for. */
export type Replays = ReadonlyMap<string, Replay>;

const WORKING: Replay = { state: 'working' };

/**
 * A recording through models, one after the other: two at once would slow each other, and their figures.
 *
 * @param recording the same object as long as it is the same
 * @param first     ids of the models to begin with
 */
export const useReplays = (
  recording: VoiceRecording,
  first: readonly string[],
): { readonly replays: Replays; readonly add: (id: string) => void } => {
  const [replays, setReplays] = useState<Replays>(() => new Map(first.map((id) => [id, WORKING])));
  const queue = useRef<Promise<void>>(Promise.resolve());
  const begin = useRef(first);
  const run = useCallback(
    (id: string) => {
      queue.current = queue.current.then(async () => {
        const answer = await window.stillmic.models.replay(id, recording);
        const replay: Replay = answer.ok
          ? { state: 'ready', replay: answer.value }
          : { state: 'failed', words: answer.words };
        setReplays((before) => new Map(before).set(id, replay));
      });
    },
    [recording],
  );
  useEffect(() => begin.current.forEach(run), [run]);
  const add = (id: string) => {
    if (replays.has(id)) return;
    setReplays(new Map(replays).set(id, WORKING));
    run(id);
  };
  return { replays, add };
};
