import type { Words } from '../../../words/words.js';
import { DeviceLostError } from '../../streams/source.js';

/**
 * A stream of the device that was asked for: PipeWire opens the default device in place of one that is not there.
 *
 * @param asked  name of the device
 * @param opened name of the device that the server opened
 * @param lost   said when that is another one
 * @throws DeviceLostError then; the stream is closed
 */
export async function ofAskedDevice<S extends { close(): Promise<void> }>(
  stream: S,
  asked: string,
  opened: string | null,
  lost: Words,
): Promise<S> {
  if (opened === asked) return stream;
  await stream.close();
  throw new DeviceLostError(lost);
}
