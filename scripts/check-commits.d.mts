/** Longest subject of a commit, in characters. */
export const SUBJECT_LIMIT: number;
/** Fault of a commit message, as one sentence; null when it keeps the rule. */
export function problemOf(message: string): string | null;
