import type { LiveMicrophone, LiveStats, Unsubscribe } from '../../shared/live.js';
import type { MicrophoneTest } from '../../shared/microphone-test.js';
import { speechFigures } from '../../shared/speech-figures.js';
import type { HandlersOf } from '../ipc.js';
import { hasGraphicsProcessor, onGraphicsChanged } from '../windows/graphics.js';
import { runJob } from '../jobs/run-job.js';
import { log } from '../log.js';
import type { MainWindow } from '../windows/window.js';

/**
 * Meters move with the voice, less often where the processor draws every frame; with no window, the newest
 * figures are kept for a report of a fault.
 */
const SHOWN_PER_SECOND = 25;
const SHOWN_WITHOUT_GRAPHICS_PROCESSOR = SHOWN_PER_SECOND / 5;
const HIDDEN_PER_SECOND = 1;

/** Connects the live microphone with the window: figures and spectra are sent only while it is on screen. */
export class LiveFeature {
  readonly handlers: HandlersOf<'live'>;
  readonly #stopDevices: Unsubscribe;
  #spectraWanted = false;
  #metersWanted = false;
  #lastStats: LiveStats | null = null;

  /** @param onTest gets the figures of every microphone test */
  constructor(
    private readonly live: LiveMicrophone,
    private readonly window: MainWindow,
    onTest: (figures: MicrophoneTest['figures']) => void,
  ) {
    live.onStatus((status) => {
      // The key alone: values may name devices.
      log.info(`Microphone ${status.state}${status.reason === null ? '' : ` (${status.reason.key})`}`);
      window.send('live:status', status);
    });
    this.#stopDevices = live.onDevices((devices) => window.send('live:devices', devices));
    live.onStats((stats) => {
      this.#lastStats = stats;
      if (window.isVisible) window.send('live:stats', stats);
    });
    window.onVisible(() => this.#requestFigures());
    onGraphicsChanged(() => this.#requestFigures());
    window.onClosed(() => {
      this.#spectraWanted = this.#metersWanted = false;
    });
    this.handlers = {
      'live:status': () => live.status,
      'live:start': () => live.start(),
      'live:stop': () => live.stop(),
      'live:devices': () => live.listDevices(),
      'live:hear': (monitorTap) => live.configure({ monitorTap }),
      'live:request-spectra': (wanted) => {
        this.#spectraWanted = wanted;
        this.#requestFigures();
      },
      'live:request-meters': (wanted) => {
        this.#metersWanted = wanted;
        this.#requestFigures();
      },
      'live:fix': (fix) => live.fix(fix),
      'live:measure-microphones': () => runJob('measure-microphones', []),
      'live:record': async (seconds) => {
        const recording = await live.record(seconds);
        const { before, after, sampleRate } = recording;
        const figures = {
          before: speechFigures(before, sampleRate),
          after: speechFigures(after, sampleRate),
        };
        onTest(figures);
        return { ...recording, figures };
      },
    };
  }

  /** The figures as they were last reported; null before the first. */
  get lastStats(): LiveStats | null {
    return this.#lastStats;
  }

  /** Switches it off and ends the watch over devices, whose process would outlive ours. */
  async dispose(): Promise<void> {
    this.#stopDevices();
    await this.live.stop();
  }

  #requestFigures(): void {
    const shown = hasGraphicsProcessor() ? SHOWN_PER_SECOND : SHOWN_WITHOUT_GRAPHICS_PROCESSOR;
    this.live.requestStats(this.window.isVisible ? shown : HIDDEN_PER_SECOND);
    this.live.requestSpectra(this.#spectraWanted && this.window.isVisible);
    this.live.requestMeters(this.#metersWanted && this.window.isVisible);
  }
}
