import { app } from 'electron';

/**
 * Whether a graphics processor draws the window. Without one the processor draws every frame, the whole way from
 * the page's layout to the screen.
 */
export const hasGraphicsProcessor = (): boolean =>
  app.getGPUFeatureStatus().gpu_compositing.startsWith('enabled');

/** Calls back when Chromium has found out more, at the start or after a crash of the graphics process. */
export const onGraphicsChanged = (listener: () => void): void => {
  app.on('gpu-info-update', listener);
};
