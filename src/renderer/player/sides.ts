/** The two sides of a comparison. */
export const SIDES = ['before', 'after'] as const;
export type Side = (typeof SIDES)[number];
