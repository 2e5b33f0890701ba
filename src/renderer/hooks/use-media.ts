import { useCallback, useSyncExternalStore } from 'react';
import { Emitter } from '../../shared/emitter.js';

interface Media {
  readonly list: MediaQueryList;
  readonly changed: Emitter<void>;
}

const medias = new Map<string, Media>();

/** One listener for each query: all users of it change at once, in one rendering. */
const mediaOf = (query: string): Media => {
  const known = medias.get(query);
  if (known) return known;
  const media: Media = { list: window.matchMedia(query), changed: new Emitter() };
  media.list.addEventListener('change', () => media.changed.emit());
  medias.set(query, media);
  return media;
};

/** Whether a media query holds now. */
export const useMedia = (query: string): boolean => {
  const subscribe = useCallback((reader: () => void) => mediaOf(query).changed.on(reader), [query]);
  return useSyncExternalStore(subscribe, () => mediaOf(query).list.matches);
};

/** Whether the user asked for no motion. */
export const useReducedMotion = (): boolean => useMedia('(prefers-reduced-motion: reduce)');
