import { sep } from 'node:path';

/** In a packaged app some files lie outside the archive: ONNX Runtime and threads open files, not archive entries. */
export const outsideArchive = (path: string): string =>
  path.replace(`app.asar${sep}`, `app.asar.unpacked${sep}`);
