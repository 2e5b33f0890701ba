import { listOf } from '../../words/say.js';
import { useLanguage, useMain } from './main-state.js';

export interface Listeners {
  readonly count: number;
  /** Their names in one sentence. */
  readonly apps: string;
}

/** Who records the virtual microphone now. */
export const useListeners = (): Listeners => {
  const { listeners } = useMain().status;
  const language = useLanguage();
  return { count: listeners.length, apps: listOf(listeners, language) };
};
