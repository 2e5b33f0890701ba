import { useCallback, useSyncExternalStore } from 'react';

interface Media {
  readonly list: MediaQueryList;
  readonly readers: Set<() => void>;
}

const medias = new Map<string, Media>();

/** One listener for each query: all who ask are told at once, so that they change in one rendering. */
const mediaOf = (query: string): Media => {
  const known = medias.get(query);
  if (known) return known;
  const media: Media = { list: window.matchMedia(query), readers: new Set() };
  media.list.addEventListener('change', () => media.readers.forEach((reader) => reader()));
  medias.set(query, media);
  return media;
};

/** Whether a media query holds now. */
export const useMedia = (query: string): boolean => {
  const subscribe = useCallback(
    (reader: () => void) => {
      const { readers } = mediaOf(query);
      readers.add(reader);
      return () => void readers.delete(reader);
    },
    [query],
  );
  return useSyncExternalStore(subscribe, () => mediaOf(query).list.matches);
};

/** Whether the user asked for no motion. */
export const useReducedMotion = (): boolean => useMedia('(prefers-reduced-motion: reduce)');
