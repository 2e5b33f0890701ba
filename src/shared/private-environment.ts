/**
 * Environment that keeps libraries from talking to their makers. ONNX Runtime 1.29 and later sends telemetry from
 * Linux and macOS, and stores a device id in the user's home folder, unless this is set before the library loads.
 * Every process that may load it is started with these variables.
 */
export const PRIVATE_ENVIRONMENT = { ORT_DISABLE_TELEMETRY: '1' } as const;

/** `env` for a child process that may load ONNX Runtime. */
export const privateEnvironment = (env: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv => ({
  ...env,
  ...PRIVATE_ENVIRONMENT,
});

/** Makes this process, and all that it starts from now on, private. Only a main thread can: see `isPrivate`. */
export const makeProcessPrivate = (): void => void Object.assign(process.env, PRIVATE_ENVIRONMENT);

/** Whether this process was made private: native code reads the process's environment, not a thread's copy of it. */
export const isPrivate = (env: NodeJS.ProcessEnv = process.env): boolean =>
  Object.entries(PRIVATE_ENVIRONMENT).every(([name, value]) => env[name] === value);
