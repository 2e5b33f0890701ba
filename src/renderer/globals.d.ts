import type { StillmicBridge } from '../shared/bridge.js';

declare global {
  interface Window {
    /** Calls to main that the preload script offers to the window. */
    readonly stillmic: StillmicBridge;
  }
}
