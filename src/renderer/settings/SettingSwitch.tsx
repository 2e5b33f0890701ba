import { Switch } from '@base-ui/react/switch';
import type { RowIds } from './SettingRow.js';
import '../controls/thumb.css';
import './setting-switch.css';

interface Props extends RowIds {
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
}

/** On or off. */
export const SettingSwitch = ({ labelId, hintId, isOn, onChange }: Props) => (
  <Switch.Root
    render={<button type="button" />}
    nativeButton
    className="switch"
    aria-labelledby={labelId}
    aria-describedby={hintId}
    checked={isOn}
    onCheckedChange={onChange}
  >
    <Switch.Thumb className="thumb switch-thumb" />
  </Switch.Root>
);
