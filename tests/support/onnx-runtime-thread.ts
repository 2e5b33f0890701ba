import { parentPort } from 'node:worker_threads';
import { loadOnnxRuntime } from '../../src/enhancer/onnx-runtime.js';

/** A worker thread that tries to load ONNX Runtime, and posts what became of it. */
loadOnnxRuntime().then(
  () => parentPort?.postMessage('loaded'),
  (error: unknown) => parentPort?.postMessage(String(error)),
);
