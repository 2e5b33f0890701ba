export function run(command: string, args: readonly string[], options?: object): void;
export function cachedFolder(name: string, make: (work: string) => string, cache?: string): string;
export function theOneIn(folder: string, ending: string): string;
export function unpackWheel(
  wheel: {
    readonly requirement: string;
    readonly sha256: string;
    readonly platform?: string;
    readonly python?: string;
  },
  folder: string,
): void;
export function unpackNpmPackage(
  npmPackage: { readonly name: string; readonly version: string; readonly sha256: string },
  folder: string,
): void;
