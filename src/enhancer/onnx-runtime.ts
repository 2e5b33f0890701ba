import type * as OnnxRuntime from 'onnxruntime-node';
import { isMainThread } from 'node:worker_threads';
import { nativeModuleError } from '../shared/native-module.js';
import { isPrivate, makeProcessPrivate } from '../shared/private-environment.js';

/**
 * Loads ONNX Runtime with its telemetry off. Only this file may load it.
 *
 * @throws Error in a worker thread of a process that was not made private: a thread can't change the environment
 *   that the library reads; UserError where the library lacks another one
 */
export async function loadOnnxRuntime(): Promise<typeof OnnxRuntime> {
  if (isMainThread) makeProcessPrivate();
  else if (!isPrivate())
    throw new Error('ONNX Runtime would send telemetry: the process of this thread was not made private.');
  try {
    return await import('onnxruntime-node');
  } catch (error) {
    throw nativeModuleError('ONNX Runtime', error);
  }
}
