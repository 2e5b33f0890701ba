import { useId, type ReactNode } from 'react';
import './setting-row.css';

/** Ids of the words that a control is named and described by. */
export interface RowIds {
  readonly labelId: string;
  readonly hintId: string | undefined;
}

interface Props {
  readonly label: string;
  readonly hint: string | undefined;
  /** The control. */
  readonly children: (ids: RowIds) => ReactNode;
}

/** A setting: words at the left, control at the right. */
export const SettingRow = ({ label, hint, children }: Props) => {
  const labelId = useId();
  const hintId = useId();
  return (
    <div className="setting">
      <div className="setting-words">
        <span id={labelId}>{label}</span>
        {hint && (
          <span id={hintId} className="quiet small">
            {hint}
          </span>
        )}
      </div>
      {children({ labelId, hintId: hint && hintId })}
    </div>
  );
};
