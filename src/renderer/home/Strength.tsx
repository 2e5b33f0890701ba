import { Slider } from '@base-ui/react/slider';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../format/use-formats.js';
import { useMain } from '../bridge/main-state.js';
import { useChangeSettings } from '../bridge/use-action.js';
import './strength.css';
import { Problem } from '../controls/Problem.js';

interface SliderProps {
  readonly labelId: string;
  /** Percent. */
  readonly value: number;
  readonly disabled: boolean;
  readonly onChange: (value: number) => void;
  /** The hand lets go. */
  readonly onLetGo: () => void;
}

const StrengthSlider = ({ labelId, value, disabled, onChange, onLetGo }: SliderProps) => {
  const formats = useFormats();
  return (
    <Slider.Root
      className="slider"
      aria-labelledby={labelId}
      value={value}
      min={0}
      max={100}
      step={5}
      disabled={disabled}
      onValueChange={onChange}
      onValueCommitted={onLetGo}
    >
      <Slider.Control className="slider-control">
        <Slider.Track className="slider-track">
          <Slider.Indicator className="slider-indicator" />
          <Slider.Thumb
            className="slider-thumb"
            aria-labelledby={labelId}
            getAriaValueText={(_formatted, percent) => formats.percent(percent)}
          />
        </Slider.Track>
      </Slider.Control>
    </Slider.Root>
  );
};

/** Share of the enhanced signal. While it is dragged the thumb is where the hand is; then main says. */
export const Strength = ({ labelId }: { readonly labelId: string }) => {
  const { t } = useTranslation();
  const formats = useFormats();
  const { live } = useMain().settings;
  const change = useChangeSettings();
  const [dragged, setDragged] = useState<number | null>(null);
  const strength = dragged ?? live.strength;
  const set = (value: number) => {
    setDragged(value);
    void change.run({ live: { strength: value } });
  };
  return (
    <>
      <StrengthSlider
        labelId={labelId}
        value={strength}
        disabled={live.bypass}
        onChange={set}
        onLetGo={() => setDragged(null)}
      />
      <span className="figure field-figure" title={t('home.strength')}>
        {formats.percent(strength)}
      </span>
      <Problem words={change.problem} onDismiss={change.dismiss} />
    </>
  );
};
