import { OWN_APPLICATION_ID } from '../../../shared/application.js';
import type { PulseStream } from './objects.js';

/** Whether a stream belongs to one of our own processes (see own-client.ts). */
export const isOwnStream = ({ properties }: PulseStream): boolean =>
  properties['application.id'] === OWN_APPLICATION_ID;
