import { useEffect, useRef, useState, type RefObject } from 'react';
import { TrackPlayback, type Track } from './track-playback.js';

/** How often the position is read while it plays. */
const POSITION_INTERVAL_MS = 50;

/** State of a player, and its controls. */
export interface PlaybackState {
  readonly isPlaying: boolean;
  /** Seconds. */
  readonly position: number;
  /** Plays or pauses. */
  readonly toggle: () => void;
  readonly seek: (seconds: number) => void;
}

/** Calls back often while it plays. */
const useWhilePlaying = (isPlaying: boolean, onTick: () => void): void => {
  const latest = useRef(onTick);
  useEffect(() => {
    latest.current = onTick;
  });
  useEffect(() => {
    if (!isPlaying) return undefined;
    const timer = setInterval(() => latest.current(), POSITION_INTERVAL_MS);
    return () => clearInterval(timer);
  }, [isPlaying]);
};

/** Opens the tracks; others take their place where these are. Says when they begin and cease to play. */
const useOpened = (
  tracks: readonly Track[],
  playsAtOnce: boolean,
  position: RefObject<number>,
  onPlaying: (isPlaying: boolean, position: number) => void,
): RefObject<TrackPlayback | null> => {
  const playback = useRef<TrackPlayback | null>(null);
  const hasToPlay = useRef(playsAtOnce);
  const latest = useRef(onPlaying);
  useEffect(() => {
    latest.current = onPlaying;
  });
  useEffect(() => {
    const made = new TrackPlayback(tracks, () => latest.current(false, made.duration));
    made.seek(position.current);
    playback.current = made;
    const tell = () => playback.current === made && latest.current(made.isPlaying, made.position);
    if (hasToPlay.current) void made.play().then(tell);
    return () => {
      hasToPlay.current = made.isPlaying;
      latest.current(false, made.position);
      made.dispose();
      playback.current = null;
    };
  }, [tracks, position]);
  return playback;
};

/**
 * Plays tracks in step.
 *
 * @param tracks      the same array as long as they are the same
 * @param heard       id of the one that is heard
 * @param playsAtOnce whether they play as soon as they are there
 */
export const useTrackPlayback = (
  tracks: readonly Track[],
  heard: string,
  playsAtOnce = false,
): PlaybackState => {
  const [isPlaying, setPlaying] = useState(false);
  const [position, setPosition] = useState(0);
  const latestPosition = useRef(0);
  const move = (seconds: number) => {
    latestPosition.current = seconds;
    setPosition(seconds);
  };
  const playback = useOpened(tracks, playsAtOnce, latestPosition, (plays, at) => {
    move(at);
    setPlaying(plays);
  });
  useEffect(() => playback.current?.hear(heard), [playback, heard, tracks]);
  useWhilePlaying(isPlaying, () => move(playback.current?.position ?? 0));
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
      move(seconds);
    },
  };
};
