import type { Menu } from 'electron';

/** Offers end-to-end tests what they can't reach from outside: the tray's menu belongs to the desktop. */
export interface TestSeam {
  trayMenu(): Menu | null;
}

/** Offers the seam as `globalThis.stillmicTestSeam` of main, only when STILLMIC_TEST_SEAM=1. */
export function offerTestSeam(seam: TestSeam): void {
  if (process.env.STILLMIC_TEST_SEAM === '1') Object.assign(globalThis, { stillmicTestSeam: seam });
}
