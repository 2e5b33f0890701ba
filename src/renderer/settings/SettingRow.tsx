import { Switch } from '@base-ui/react/switch';
import { useId, type ReactNode } from 'react';

interface RowProps {
  readonly label: string;
  readonly hint?: string;
  /** The control, given the ids of its label and its hint. */
  readonly children: (ids: { readonly labelId: string; readonly hintId: string | undefined }) => ReactNode;
}

/** A setting: words at the left, control at the right. */
export const SettingRow = ({ label, hint, children }: RowProps) => {
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

interface SwitchProps {
  readonly label: string;
  readonly hint?: string;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}

export const SettingSwitch = ({ label, hint, checked, onChange }: SwitchProps) => (
  <SettingRow label={label} {...(hint && { hint })}>
    {({ labelId, hintId }) => (
      <Switch.Root
        render={<button type="button" />}
        nativeButton
        className="switch"
        aria-labelledby={labelId}
        aria-describedby={hintId}
        checked={checked}
        onCheckedChange={onChange}
      >
        <Switch.Thumb className="switch-thumb" />
      </Switch.Root>
    )}
  </SettingRow>
);
