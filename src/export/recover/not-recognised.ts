/** A graph that is not built as FastEnhancer's are; the message says at which of its layers. */
export class NotRecognised extends Error {
  override readonly name = 'NotRecognised';
}
