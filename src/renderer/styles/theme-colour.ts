/** A colour of the theme that the page has now, by the name of its CSS custom property. */
export const themeColour = (property: `--${string}`): string =>
  getComputedStyle(document.documentElement).getPropertyValue(property).trim();
