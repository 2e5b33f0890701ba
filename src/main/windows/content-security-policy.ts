/** Stands in the built page for the nonce that each answer has of its own. */
export const NONCE_PLACEHOLDER = 'stillmic-nonce';

/**
 * Nothing from elsewhere: recordings are played from memory (blob:). Styles are files of ours, and elements with the
 * page's nonce: a list of choices and the waveform bring some. Scripts may set single properties of an element's style
 * (CSSOM), which no policy restricts; style attributes in markup are refused.
 *
 * @param nonce not guessable, another one for each answer
 */
export const contentSecurityPolicy = (nonce: string): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "style-src-attr 'none'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    'media-src blob:',
    'connect-src blob:',
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
