export const VISUAL_C_FILES: readonly string[];
export function windowsNode(): string;
export function visualCRuntime(): string;
