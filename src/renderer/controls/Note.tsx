import type { ReactNode } from 'react';
import './note.css';

interface Props {
  readonly children: ReactNode;
  /** Read aloud when it appears. */
  readonly isStatus?: boolean;
}

/** Something worth knowing that is no problem. */
export const Note = ({ children, isStatus = false }: Props) => (
  <div className="note" {...(isStatus && { role: 'status' })}>
    {children}
  </div>
);
