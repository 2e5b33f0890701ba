import { useEffect, useRef, useSyncExternalStore } from 'react';
import type { LiveStats } from '../../shared/live.js';

type Listener = (stats: LiveStats) => void;

/** Figures change at most this often, so that they can be read. */
const FIGURE_INTERVAL_MS = 1000;

const listeners = new Set<Listener>();
let stopListening: (() => void) | null = null;

/** The report whose figures are shown, and who shows them: all of them change at once, in one rendering. */
let readable: LiveStats | null = null;
let readableAt = -Infinity;
const readers = new Set<() => void>();

const hear = (stats: LiveStats): void => {
  listeners.forEach((each) => each(stats));
  const now = performance.now();
  if (now - readableAt < FIGURE_INTERVAL_MS) return;
  readableAt = now;
  readable = stats;
  readers.forEach((each) => each());
};

/** One subscription to main for the whole window: each one would copy every report once more. */
const listen = <T>(to: Set<T>, listener: T): (() => void) => {
  to.add(listener);
  stopListening ??= window.stillmic.live.onStats(hear);
  return () => {
    to.delete(listener);
    if (listeners.size + readers.size > 0) return;
    stopListening?.();
    stopListening = null;
    readable = null;
    readableAt = -Infinity;
  };
};

/** Hands every report to a listener, without rendering anything. */
export const useLiveStats = (listener: Listener): void => {
  const latest = useRef(listener);
  useEffect(() => {
    latest.current = listener;
  });
  useEffect(() => listen(listeners, (stats) => latest.current(stats)), []);
};

const subscribe = (reader: () => void) => listen(readers, reader);

/**
 * A figure of the newest report, at most once a second; rendered again only when it has changed.
 *
 * @param select gets null before the first report, and while `isActive` is false
 */
export const useReadable = <T extends string | number | boolean | null>(
  isActive: boolean,
  select: (stats: LiveStats | null) => T,
): T => useSyncExternalStore(subscribe, () => select(isActive ? readable : null));

/** The newest report whose figures are shown; null before the first one, and while `isActive` is false. */
export const useReadableStats = (isActive: boolean): LiveStats | null =>
  useSyncExternalStore(subscribe, () => (isActive ? readable : null));
