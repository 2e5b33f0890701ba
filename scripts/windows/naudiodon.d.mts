export function naudiodonForWindows(): string;
export function checkAddon(folder: string): void;
