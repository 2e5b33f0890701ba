import { useCallback, useEffect, useRef } from 'react';

/**
 * Draws once in the next animation frame, however often it is asked to before that. The browser gives no
 * frames to a hidden window, so nothing is drawn there.
 */
export const useFrame = (draw: () => void): (() => void) => {
  const latest = useRef(draw);
  const frame = useRef<number | null>(null);
  useEffect(() => {
    latest.current = draw;
  });
  useEffect(
    () => () => {
      if (frame.current !== null) cancelAnimationFrame(frame.current);
      frame.current = null;
    },
    [],
  );
  return useCallback(() => {
    frame.current ??= requestAnimationFrame(() => {
      frame.current = null;
      latest.current();
    });
  }, []);
};
