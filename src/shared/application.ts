/**
 * The property `application.id` of every client of the sound server that is ours: they are not counted as
 * listeners, and their streams are watched.
 */
export const OWN_APPLICATION_ID = 'stillmic';
