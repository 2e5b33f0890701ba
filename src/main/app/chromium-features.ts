import { app } from 'electron';

/**
 * Features that Chromium is to have on: on Linux the network service inside main (docs/decisions/0011). Nothing here
 * comes from a network, and a process for it would only take memory.
 */
const FEATURES = process.platform === 'linux' ? ['NetworkServiceInProcess2'] : [];

/** The user's own list of features with ours behind it, each once. */
export const mergedFeatures = (users: string, ours: readonly string[]): string =>
  [...new Set([...users.split(',').filter(Boolean), ...ours])].join(',');

/** Adds our features to those that the user switched on. Called before the app is ready. */
export function enableChromiumFeatures(): void {
  const name = 'enable-features';
  app.commandLine.appendSwitch(name, mergedFeatures(app.commandLine.getSwitchValue(name), FEATURES));
}
