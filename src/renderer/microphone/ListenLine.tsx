import { CircleCheck, Info } from 'lucide-react';
import type { ReactNode } from 'react';
import './listen-line.css';

interface Props {
  /** Whether an app records the virtual microphone. */
  readonly isListening: boolean;
  readonly isStatus?: boolean;
  readonly children: ReactNode;
}

/** Who records the virtual microphone, or that nobody does yet. */
export const ListenLine = ({ isListening, isStatus = false, children }: Props) => (
  <p className="row listen" data-listening={isListening} {...(isStatus && { role: 'status' })}>
    {isListening ? <CircleCheck className="icon" aria-hidden /> : <Info className="icon quiet" aria-hidden />}
    <span>{children}</span>
  </p>
);
