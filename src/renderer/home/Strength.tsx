import { Slider } from '@base-ui/react/slider';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../format/use-formats.js';
import { useMain } from '../bridge/main-state.js';
import { useChangeSettings } from '../bridge/use-action.js';
import './strength.css';
import { Problem } from '../controls/Problem.js';

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
      <Slider.Root
        className="slider"
        aria-labelledby={labelId}
        value={strength}
        min={0}
        max={100}
        step={5}
        disabled={live.bypass}
        onValueChange={set}
        onValueCommitted={() => setDragged(null)}
      >
        <Slider.Control className="slider-control">
          <Slider.Track className="slider-track">
            <Slider.Indicator className="slider-indicator" />
            <Slider.Thumb
              className="slider-thumb"
              aria-labelledby={labelId}
              getAriaValueText={(_formatted, value) => formats.percent(value)}
            />
          </Slider.Track>
        </Slider.Control>
      </Slider.Root>
      <span className="figure field-figure" title={t('home.strength')}>
        {formats.percent(strength)}
      </span>
      <Problem words={change.problem} onDismiss={change.dismiss} />
    </>
  );
};
