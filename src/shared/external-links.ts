/** Pages that may be opened in the browser. */
export const EXTERNAL_LINKS = {
  'vb-cable': 'https://vb-audio.com/Cable/',
  blackhole: 'https://existential.audio/blackhole/',
  fastenhancer: 'https://github.com/aask1357/fastenhancer',
} as const;
/** Name of a page that the window may open in the browser. */
export type ExternalLink = keyof typeof EXTERNAL_LINKS;
