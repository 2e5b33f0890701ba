import { useEffect, useRef, useState } from 'react';
import type { LiveStats } from '../../shared/live.js';

type Listener = (stats: LiveStats) => void;

const listeners = new Set<Listener>();
let stopListening: (() => void) | null = null;

/** One subscription to main for the whole window: each one would copy every report once more. */
const listen = (listener: Listener) => {
  listeners.add(listener);
  stopListening ??= window.stillmic.live.onStats((stats) => listeners.forEach((each) => each(stats)));
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    stopListening?.();
    stopListening = null;
  };
};

/** Hands every report (20–30 a second) to a listener, without rendering anything. */
export const useLiveStats = (listener: Listener): void => {
  const latest = useRef(listener);
  useEffect(() => {
    latest.current = listener;
  });
  useEffect(() => listen((stats) => latest.current(stats)), []);
};

/** Figures change at most this often, so that they can be read. */
const FIGURE_INTERVAL_MS = 250;

/** The newest report at most four times a second; null before the first one, and while `active` is false. */
export const useReadableStats = (active: boolean): LiveStats | null => {
  const [shown, setShown] = useState<LiveStats | null>(null);
  const shownAt = useRef(-Infinity);
  useLiveStats((stats) => {
    const now = performance.now();
    if (now - shownAt.current < FIGURE_INTERVAL_MS) return;
    shownAt.current = now;
    setShown(stats);
  });
  return active ? shown : null;
};
