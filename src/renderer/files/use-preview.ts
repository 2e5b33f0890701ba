import { useEffect, useState } from 'react';
import type { FileJob } from '../../shared/file-job.js';
import { levelMatchGains } from '../../shared/level-match.js';
import { decodeWav } from '../player/decode-wav.js';
import type { Recording } from '../player/track-playback.js';
import type { Words } from '../../words/words.js';

/** Longer recordings would take hundreds of megabytes in the window. */
export const PREVIEW_LIMIT_SECONDS = 600;

/** State of the sound of a recording that is to be played. */
export type Preview =
  | { readonly state: 'loading' }
  | { readonly state: 'too-long' }
  | { readonly state: 'failed'; readonly words: Words }
  | {
      readonly state: 'ready';
      readonly before: Recording;
      readonly after: Recording;
      /** They bring before and after to one loudness. */
      readonly gains: readonly number[];
    };

const load = async (id: string): Promise<Preview> => {
  const answers = await Promise.all([
    window.stillmic.files.audio(id, 'before'),
    window.stillmic.files.audio(id, 'after'),
  ]);
  const [before, after] = answers;
  if (!before.ok) return { state: 'failed', words: before.words };
  if (!after.ok) return { state: 'failed', words: after.words };
  const sides = { before: decodeWav(before.value), after: decodeWav(after.value) };
  const { samples, sampleRate } = sides.before;
  return { state: 'ready', ...sides, gains: levelMatchGains([samples, sides.after.samples], sampleRate) };
};

/** The sound of a finished job, ready to be drawn and played at one loudness. */
export const usePreview = (job: FileJob): Preview => {
  const tooLong = (job.duration ?? 0) > PREVIEW_LIMIT_SECONDS;
  const [loaded, setLoaded] = useState<{ readonly id: string; readonly preview: Preview } | null>(null);
  useEffect(() => {
    if (tooLong) return undefined;
    let wanted = true;
    void load(job.id).then((preview) => wanted && setLoaded({ id: job.id, preview }));
    return () => {
      wanted = false;
    };
  }, [job.id, tooLong]);
  if (tooLong) return { state: 'too-long' };
  return loaded?.id === job.id ? loaded.preview : { state: 'loading' };
};
