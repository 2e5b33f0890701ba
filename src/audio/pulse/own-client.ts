import { OWN_APPLICATION_ID } from '../../shared/application.js';

/**
 * Environment that marks a process's streams as ours, read by libpulse: they are not counted as recording apps, and
 * `ownStreams` reports them.
 */
export const OWN_CLIENT: Readonly<Record<string, string>> = {
  PULSE_PROP: `application.id='${OWN_APPLICATION_ID}'`,
};
