import { useEffect, useRef, useState } from 'react';
import { useLiveStats } from '../bridge/use-live-stats.js';
import { MicrophoneCheck, type MicrophoneVerdict } from './microphone-check.js';

/**
 * Judges the microphone in use by its levels.
 *
 * @param microphone another one is judged anew
 */
export const useMicrophoneCheck = (microphone: string | null): MicrophoneVerdict => {
  const [judged, setJudged] = useState<{
    readonly of: string | null;
    readonly verdict: MicrophoneVerdict;
  } | null>(null);
  const check = useRef(new MicrophoneCheck());
  useEffect(() => {
    check.current = new MicrophoneCheck();
  }, [microphone]);
  useLiveStats(({ input }) => {
    const verdict = check.current.update(input, performance.now());
    if (judged?.of !== microphone || judged.verdict !== verdict) setJudged({ of: microphone, verdict });
  });
  return judged?.of === microphone ? judged.verdict : 'waiting';
};
