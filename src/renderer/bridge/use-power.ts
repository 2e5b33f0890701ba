import { useMain } from './main-state.js';
import { useAction } from './use-action.js';
import type { Words } from '../../words/words.js';

/** The switch of the clean microphone. */
export interface Power {
  readonly isOn: boolean;
  /** Sound flows, or did a moment ago. */
  readonly isLive: boolean;
  readonly toggle: () => void;
  readonly switchOn: () => void;
  readonly switchOff: () => void;
  readonly problem: Words | null;
}

/** The switch that starts and stops the microphone. */
export const usePower = (): Power => {
  const { status } = useMain();
  const start = useAction(window.stillmic.live.start);
  const stop = useAction(window.stillmic.live.stop);
  const isOn = status.state !== 'off' && status.state !== 'failed';
  const isLive = status.state === 'running' || status.state === 'bypassed';
  const switchOn = () => void start.run();
  const switchOff = () => void stop.run();
  return {
    isOn,
    isLive,
    switchOn,
    switchOff,
    toggle: isOn ? switchOff : switchOn,
    // A failed start is also reported as a state, which stays when the window is opened again.
    problem: status.state === 'failed' ? (status.reason ?? start.problem) : (stop.problem ?? start.problem),
  };
};
