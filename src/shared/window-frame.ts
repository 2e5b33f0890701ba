/** The window as it opens: CSS pixels. */
export const WINDOW_SIZE = { width: 420, height: 680 } as const;

/** The window is never smaller. */
export const SMALLEST_WINDOW_SIZE = { width: 360, height: 560 } as const;

/** Colour of the window before the page is drawn. A unit test holds it equal to `--surface` in tokens.css. */
export const WINDOW_BACKGROUND = { light: '#f7f8f8', dark: '#15191b' } as const;
