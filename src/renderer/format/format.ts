import { SILENCE_DBFS } from '../../shared/dbfs.js';
import type { QualityMetric } from '../../shared/model-listing.js';
import type { Language } from '../../words/languages.js';

/** Figures as people read them in one language, always with their unit (a real minus, no break before the unit). */
export interface Formats {
  /** Level, one decimal: `−23.4 dBFS`; silence is `−∞ dBFS`. */
  dbfs(level: number): string;
  /** Ratio, one decimal: `18.2 dB`; above 60 dB, where an estimate says no more, `> 60 dB`. */
  db(ratio: number): string;
  /** `47 ms`; one decimal below 10 ms. */
  milliseconds(value: number): string;
  /** `145 µs`. */
  microseconds(value: number): string;
  /** `80 %` of a value in percent. */
  percent(value: number): string;
  /** Real-time factor with three decimals: `0.012`. */
  rtf(value: number): string;
  /** Speed of an RTF as a multiple of real time, whole from 10 on: `83`. */
  speedFactor(rtf: number): string;
  /** A published figure, with as many decimals as it was published with: `3.20`, `0.953`. */
  quality(metric: QualityMetric, value: number): string;
  /** Clock difference: `+3 ppm`. */
  ppm(value: number): string;
  /** `122 kB`, `3.1 MB`. */
  bytes(value: number): string;
  /** Sample rate in kHz without a unit: `48`, `44.1`. */
  kilohertz(sampleRate: number): string;
  count(value: number): string;
  /** `14:03:12` of a time in milliseconds since 1970. */
  timeOfDay(time: number): string;
}

/** Keeps figure and unit on one line. */
const NO_BREAK_SPACE = '\u00a0';

const LARGEST_SNR_DB = 60;

/** Formats of numbers, sizes and durations in a language. */
export const formatsFor = (language: Language): Formats => {
  const numbers = (options: Intl.NumberFormatOptions) => {
    const format = new Intl.NumberFormat(language, options);
    return (value: number) =>
      format
        .format(value)
        .replace(/^-(?=.*[1-9])/, '−')
        .replace(/^-/, '');
  };
  const decimals = (digits: number) =>
    numbers({ minimumFractionDigits: digits, maximumFractionDigits: digits });
  const [whole, tenths, hundredths, thousandths] = [decimals(0), decimals(1), decimals(2), decimals(3)];
  const upToTenths = numbers({ maximumFractionDigits: 1 });
  const signed = numbers({ maximumFractionDigits: 0, signDisplay: 'exceptZero' });
  const clock = new Intl.DateTimeFormat(language, { timeStyle: 'medium', hourCycle: 'h23' });
  const unit = (figure: string, name: string) => `${figure}${NO_BREAK_SPACE}${name}`;
  return {
    dbfs: (level) => unit(level > SILENCE_DBFS ? tenths(level) : '−∞', 'dBFS'),
    db: (ratio) =>
      ratio > LARGEST_SNR_DB
        ? `>${NO_BREAK_SPACE}${unit(whole(LARGEST_SNR_DB), 'dB')}`
        : unit(tenths(ratio), 'dB'),
    milliseconds: (value) => unit(value < 10 ? upToTenths(value) : whole(value), 'ms'),
    microseconds: (value) => unit(whole(value), 'µs'),
    percent: (value) => unit(value > 0 && value < 1 ? upToTenths(value) : whole(value), '%'),
    rtf: thousandths,
    speedFactor: (rtf) => (rtf > 0.1 ? upToTenths(1 / rtf) : whole(1 / rtf)),
    quality: (metric, value) => (metric === 'STOI' ? thousandths(value) : hundredths(value)),
    ppm: (value) => unit(signed(value), 'ppm'),
    bytes: (value) => (value < 999_500 ? unit(whole(value / 1e3), 'kB') : unit(tenths(value / 1e6), 'MB')),
    kilohertz: (sampleRate) => upToTenths(sampleRate / 1000),
    count: whole,
    timeOfDay: (time) => clock.format(time),
  };
};

/** Whole minutes and seconds of a length of time, rounded to the second. */
export const minutesAndSeconds = (seconds: number): { minutes: number; seconds: number } => {
  const whole = Math.max(0, Math.round(seconds));
  return { minutes: Math.floor(whole / 60), seconds: whole % 60 };
};

/** A position in a recording: `0:07`, `12:30`. */
export const clockTime = (position: number): string => {
  const { minutes, seconds } = minutesAndSeconds(Math.floor(position));
  return `${minutes}:${String(seconds).padStart(2, '0')}`;
};
