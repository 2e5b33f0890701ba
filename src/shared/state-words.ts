import { plainWords, words, type Words } from '../words/words.js';
import type { LiveStatus } from './live.js';

/** State of the microphone, in the words that the switch, the tray's tooltip and the live region share. */
export function stateWords({ state, listeners, idle, microphoneMissing, silent }: LiveStatus): Words {
  if (silent && (state === 'running' || state === 'bypassed')) return words('state.muted');
  switch (state) {
    case 'running':
      if (listeners.length > 0)
        return words('state.listening', { apps: listeners.map(plainWords), count: listeners.length });
      return words(idle ? 'state.idle' : 'state.on');
    case 'recovering':
      return words(microphoneMissing ? 'state.unplugged' : 'state.recovering');
    case 'off':
    case 'starting':
    case 'bypassed':
    case 'failed':
      return words(`state.${state}`);
  }
}
