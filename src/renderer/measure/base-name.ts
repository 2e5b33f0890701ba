/** A path's last part, on Windows and elsewhere. */
export const baseName = (path: string): string => path.split(/[\\/]/).at(-1) ?? path;
