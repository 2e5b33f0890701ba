import { Toggle } from '@base-ui/react/toggle';
import { ToggleGroup } from '@base-ui/react/toggle-group';
import './segments.css';

interface Props<V extends string> {
  readonly label: string;
  readonly values: readonly V[];
  readonly value: V;
  readonly nameOf: (value: V) => string;
  readonly onChange: (value: V) => void;
}

/** A few values side by side, one of which is chosen. */
export const Segments = <V extends string>({ label, values, value, nameOf, onChange }: Props<V>) => (
  <ToggleGroup
    className="segments"
    aria-label={label}
    value={[value]}
    onValueChange={([chosen]) => chosen !== undefined && onChange(chosen as V)}
  >
    {values.map((each) => (
      <Toggle key={each} value={each} className={`segment segment-${each}`}>
        {nameOf(each)}
      </Toggle>
    ))}
  </ToggleGroup>
);
