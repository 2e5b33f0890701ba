import { useState, type DragEvent } from 'react';

interface FileDrop {
  /** Whether files hover over the element. */
  readonly over: boolean;
  readonly handlers: {
    onDragOver(event: DragEvent): void;
    onDragLeave(event: DragEvent): void;
    onDrop(event: DragEvent): void;
  };
}

/** Takes files that are dropped on an element; hands over their paths. */
export const useFileDrop = (onPaths: (paths: string[]) => void): FileDrop => {
  const [over, setOver] = useState(false);
  return {
    over,
    handlers: {
      onDragOver: (event) => {
        event.preventDefault();
        setOver(true);
      },
      onDragLeave: (event) => {
        const to = event.relatedTarget;
        if (!(to instanceof Node && event.currentTarget.contains(to))) setOver(false);
      },
      onDrop: (event) => {
        event.preventDefault();
        setOver(false);
        const paths = [...event.dataTransfer.files]
          .map((file) => window.stillmic.pathOf(file))
          .filter(Boolean);
        if (paths.length > 0) onPaths(paths);
      },
    },
  };
};
