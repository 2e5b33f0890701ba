import type { StillmicBridge } from '../shared/bridge.js';

declare global {
  interface Window {
    /** What the preload script lets the window ask of main. */
    readonly stillmic: StillmicBridge;
  }
}
