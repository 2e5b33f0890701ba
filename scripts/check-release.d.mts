/** The part of a changelog under one version. @throws Error with a sentence when it is not there or not dated */
export function releaseNotes(changelog: string, version: string): { date: string; notes: string };
