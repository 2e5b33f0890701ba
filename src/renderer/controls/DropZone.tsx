import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import './drop-zone.css';

interface Props {
  readonly icon: LucideIcon;
  /** Whether files hover over the page. */
  readonly isOver: boolean;
  /** Fills the rest of the page, where the page has nothing else to show. */
  readonly isAlone?: boolean;
  readonly words: ReactNode;
  /** Buttons for users who don't drop files. */
  readonly children: ReactNode;
}

/** The place to drop files on; `useFileDrop` of its page takes them. */
export const DropZone = ({ icon: Icon, isOver, isAlone = false, words, children }: Props) => (
  <div className="drop" data-over={isOver} data-alone={isAlone}>
    <Icon className="drop-icon" aria-hidden />
    <div className="grow drop-words">{words}</div>
    {children}
  </div>
);
