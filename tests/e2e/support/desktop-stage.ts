import { afterEach } from 'vitest';
import type { SettingsChange } from '../../../src/shared/settings.js';
import { Desktop } from './desktop.js';
import { Stage } from './stage.js';

/** Gives each test of the file a desktop with a session bus of its own; both go after the test. */
export function desktopStage() {
  let stage: Stage | undefined;
  let desktop: Desktop | undefined;

  afterEach(async () => {
    await stage?.clear();
    desktop?.stop();
    stage = desktop = undefined;
  });

  return {
    /** The app of the running test; undefined before it was started. */
    get app() {
      return stage?.app;
    },

    /** Starts the app on a desktop with what `furnish` puts there. */
    async start(
      settings: SettingsChange,
      furnish?: (desktop: Desktop, env: NodeJS.ProcessEnv) => Promise<unknown>,
    ) {
      stage = await Stage.set(settings, async (rig, screen) => {
        desktop = await Desktop.start(rig, screen);
        await furnish?.(desktop, rig.env);
      });
      return { app: stage.app, rig: stage.rig, desktop: desktop as Desktop };
    },
  };
}
