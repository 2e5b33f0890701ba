import { Popover } from '@base-ui/react/popover';
import type { ReactNode } from 'react';
import type { LiveStats } from '../../shared/live.js';
import { useReadable } from '../bridge/use-live-stats.js';
import '../controls/popup.css';
import './figure.css';

/** Shown where there is nothing to show. */
const NONE = '–';

/** A value of the newest report; null before the first one. */
export type Select<T> = (stats: LiveStats | null) => T;

/** A function of a report as one that gives a dash while there is nothing to show. */
export const orNone =
  <T,>(pick: (stats: LiveStats) => T | null, format: (value: T) => string): Select<string> =>
  (stats) => {
    const value = stats && pick(stats);
    return value === null ? NONE : format(value);
  };

interface LiveTextProps {
  readonly isActive: boolean;
  readonly select: Select<string | null>;
  readonly className?: string;
}

/** Text that follows the reports: only the text that has changed is rendered again. */
export const LiveText = ({ isActive, select, className }: LiveTextProps) => {
  const text = useReadable(isActive, select);
  return text !== null && <span className={className}>{text}</span>;
};

interface FigureProps {
  readonly label: string;
  readonly isActive: boolean;
  readonly value: Select<string>;
  /** A second, quieter line. */
  readonly aside?: Select<string | null>;
  /** Meaning and parts of the figure: shown on hover, or when pressed. */
  readonly children: ReactNode;
}

/** A live figure with its explanation. */
export const Figure = ({ label, isActive, value, aside, children }: FigureProps) => (
  <Popover.Root>
    <Popover.Trigger openOnHover delay={200} className="live-figure">
      <span className="live-figure-label">{label}</span>
      <LiveText isActive={isActive} select={value} className="live-figure-value figure" />
      {aside && <LiveText isActive={isActive} select={aside} className="live-figure-aside figure" />}
    </Popover.Trigger>
    <Popover.Portal>
      <Popover.Positioner className="popup-positioner" sideOffset={4} collisionPadding={8}>
        <Popover.Popup className="popup popover" aria-label={label} initialFocus={false}>
          {children}
        </Popover.Popup>
      </Popover.Positioner>
    </Popover.Portal>
  </Popover.Root>
);

interface PartsProps {
  readonly isActive: boolean;
  /** Name and value of each part. */
  readonly parts: readonly (readonly [string, Select<string>])[];
}

/** The parts that a figure is made of. */
export const Parts = ({ isActive, parts }: PartsProps) => (
  <dl className="parts">
    {parts.map(([name, value]) => (
      <div key={name}>
        <dt>{name}</dt>
        <dd className="figure">
          <LiveText isActive={isActive} select={value} />
        </dd>
      </div>
    ))}
  </dl>
);
