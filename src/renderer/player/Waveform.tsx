import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import WaveSurfer from 'wavesurfer.js';
import SpectrogramPlugin from 'wavesurfer.js/plugins/spectrogram';
import type { Side } from './sides.js';
import type { Recording } from './track-playback.js';
import { useTheme } from '../styles/use-theme.js';
import { magmaTable } from '../spectrogram/colour-map.js';
import { themeColour } from '../styles/theme-colour.js';
import { styleNonce } from '../styles/style-nonce.js';
import './waveform.css';

interface Props {
  readonly side: Side;
  readonly recording: Recording;
  /** Whether this side is the one that is heard. */
  readonly isHeard: boolean;
  /** Seconds. */
  readonly position: number;
  readonly withSpectrogram: boolean;
  readonly onSeek: (seconds: number) => void;
}

const WAVE_HEIGHT = 48;
const SPECTROGRAM_HEIGHT = 72;
const FFT_SIZE = 512;

/** Magma as the plugin wants it: 256 colours of four shares. */
const magmaShares = (): number[][] => {
  const table = magmaTable();
  return Array.from({ length: 256 }, (_, index) =>
    Array.from(table.subarray(4 * index, 4 * index + 4), (value) => value / 255),
  );
};

/** The spectrogram below the waveform, up to half the rate. */
const spectrogramOf = (sampleRate: number) =>
  SpectrogramPlugin.create({
    height: SPECTROGRAM_HEIGHT,
    fftSamples: FFT_SIZE,
    windowFunc: 'hann',
    scale: 'linear',
    colorMap: magmaShares(),
    frequencyMax: sampleRate / 2,
  });

/** Draws a recording in the colours of the theme. */
const draw = (
  container: HTMLElement,
  side: Side,
  { samples, sampleRate }: Recording,
  withSpectrogram: boolean,
): WaveSurfer =>
  WaveSurfer.create({
    container,
    height: WAVE_HEIGHT,
    waveColor: themeColour(`--${side}`),
    progressColor: themeColour(`--${side}`),
    cursorColor: themeColour('--text'),
    cursorWidth: 1,
    maxPeak: 1,
    hideScrollbar: true,
    cspNonce: styleNonce(),
    peaks: [samples],
    duration: samples.length / sampleRate,
    plugins: withSpectrogram ? [spectrogramOf(sampleRate)] : [],
  });

/** A recording's waveform, and its spectrogram below; pressing it moves to that place. */
export const Waveform = ({ side, recording, isHeard, position, withSpectrogram, onSeek }: Props) => {
  const { t } = useTranslation();
  const theme = useTheme();
  const container = useRef<HTMLDivElement>(null);
  const surfer = useRef<WaveSurfer | null>(null);
  const seek = useRef(onSeek);
  useEffect(() => {
    seek.current = onSeek;
  });
  useEffect(() => {
    if (!container.current) return undefined;
    const made = draw(container.current, side, recording, withSpectrogram);
    made.on('interaction', (seconds) => seek.current(seconds));
    surfer.current = made;
    return () => {
      made.destroy();
      surfer.current = null;
    };
  }, [recording, side, withSpectrogram, theme]);
  useEffect(() => surfer.current?.setTime(position), [position, recording, theme]);
  return (
    <div className={`wave wave-${side}`} data-heard={isHeard}>
      <span className="wave-name">{t(`meters.${side}`)}</span>
      <div ref={container} aria-hidden />
    </div>
  );
};
