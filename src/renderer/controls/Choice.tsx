import { Select } from '@base-ui/react/select';
import { Check, ChevronDown } from 'lucide-react';
import './choice.css';
import './popup.css';

/** One of the things to choose from. */
export interface Option<V extends string> {
  readonly value: V;
  readonly label: string;
  /** A second, quieter line. */
  readonly detail?: string;
}

interface Props<V extends string> {
  readonly label: string;
  /** Whether the label is written beside the control by the caller. */
  readonly labelledBy?: string;
  /** The options are names from outside, such as a device's: they may be of any length and are cut to one line. */
  readonly hasForeignNames?: boolean;
  readonly value: V;
  readonly options: readonly Option<V>[];
  readonly onChange: (value: V) => void;
}

/** The values, below the control while it is open. */
const OptionList = <V extends string>({ options }: Pick<Props<V>, 'options'>) => (
  <Select.Portal>
    <Select.Positioner className="popup-positioner" alignItemWithTrigger={false} sideOffset={4}>
      <Select.Popup className="popup popup-list">
        <Select.List>
          {options.map((option) => (
            <Select.Item key={option.value} value={option.value} className="popup-item select-item">
              <Select.ItemIndicator>
                <Check className="icon" aria-hidden />
              </Select.ItemIndicator>
              <span className="select-item-text">
                <Select.ItemText>{option.label}</Select.ItemText>
                {option.detail && <span className="quiet small block">{option.detail}</span>}
              </span>
            </Select.Item>
          ))}
        </Select.List>
      </Select.Popup>
    </Select.Positioner>
  </Select.Portal>
);

/** One of several values. */
export const Choice = <V extends string>({
  label,
  labelledBy,
  hasForeignNames = false,
  value,
  options,
  onChange,
}: Props<V>) => (
  <Select.Root
    items={options as Option<V>[]}
    value={value}
    onValueChange={(next) => next !== null && onChange(next)}
    modal={false}
  >
    <Select.Trigger
      className="select"
      {...(labelledBy ? { 'aria-labelledby': labelledBy } : { 'aria-label': label })}
    >
      <Select.Value className={hasForeignNames ? 'grow one-line select-name' : 'grow select-value'} />
      <Select.Icon>
        <ChevronDown className="icon quiet" aria-hidden />
      </Select.Icon>
    </Select.Trigger>
    <OptionList options={options} />
  </Select.Root>
);
