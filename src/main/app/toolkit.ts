import { app } from 'electron';

const NAME = 'GDK_GL';

/**
 * Keeps GTK from loading Mesa and LLVM, 28 MiB, to look for visuals that nothing here draws with. Called before the
 * toolkit starts; apps that ours opens do not inherit it.
 */
export function keepToolkitFromLoadingOpenGL(): void {
  if (process.platform !== 'linux' || process.env[NAME] !== undefined) return;
  process.env[NAME] = 'disable';
  void app.whenReady().then(() => delete process.env[NAME]);
}
