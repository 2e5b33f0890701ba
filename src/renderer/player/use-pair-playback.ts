import { useEffect, useRef, useState } from 'react';
import { PairPlayback, type Recording, type Side } from './pair-playback.js';

/** How often the position is read while it plays. */
const POSITION_INTERVAL_MS = 50;

export interface PairPlaybackState {
  readonly isPlaying: boolean;
  /** Seconds. */
  readonly position: number;
  /** Plays or pauses. */
  readonly toggle: () => void;
  readonly seek: (seconds: number) => void;
}

/** Plays two recordings in step; `side` is the one that is heard. */
export const usePairPlayback = (
  before: Recording,
  after: Recording,
  afterGain: number,
  side: Side,
): PairPlaybackState => {
  const [isPlaying, setPlaying] = useState(false);
  const [position, setPosition] = useState(0);
  const playback = useRef<PairPlayback | null>(null);
  useEffect(() => {
    const made = new PairPlayback({ before, after }, afterGain, () => {
      setPlaying(false);
      setPosition(made.position);
    });
    playback.current = made;
    return () => {
      made.dispose();
      playback.current = null;
      setPlaying(false);
      setPosition(0);
    };
  }, [before, after, afterGain]);
  useEffect(() => playback.current?.hear(side), [side, before, after, afterGain]);
  useEffect(() => {
    if (!isPlaying) return undefined;
    const timer = setInterval(() => setPosition(playback.current?.position ?? 0), POSITION_INTERVAL_MS);
    return () => clearInterval(timer);
  }, [isPlaying]);
  return {
    isPlaying,
    position,
    toggle: () => {
      if (isPlaying) playback.current?.pause();
      else void playback.current?.play();
      setPlaying(!isPlaying);
    },
    seek: (seconds) => {
      playback.current?.seek(seconds);
      setPosition(seconds);
    },
  };
};
