import { useEffect, useState, type RefObject } from 'react';

/** Whether an element is at least this high, CSS pixels; false before the first layout. */
export const useRoom = (element: RefObject<HTMLElement | null>, leastHeight: number): boolean => {
  const [hasRoom, setRoom] = useState(false);
  useEffect(() => {
    const { current } = element;
    if (!current) return undefined;
    const observer = new ResizeObserver(() => setRoom(current.clientHeight >= leastHeight));
    observer.observe(current);
    return () => observer.disconnect();
  }, [element, leastHeight]);
  return hasRoom;
};
