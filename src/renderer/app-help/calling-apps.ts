/** Apps whose sound settings are explained. */
export const CALLING_APPS = ['zoom', 'discord', 'teams', 'chrome', 'firefox', 'obs'] as const;
export type CallingApp = (typeof CALLING_APPS)[number];

/** Their names as people know them, in every language. */
export const APP_NAMES: Readonly<Record<CallingApp, string>> = {
  zoom: 'Zoom',
  discord: 'Discord',
  teams: 'Microsoft Teams',
  chrome: 'Chrome',
  firefox: 'Firefox',
  obs: 'OBS Studio',
};

/** Names by which these apps record, one of its words, in lower case. */
const RECORDED_AS: Readonly<Record<CallingApp, readonly string[]>> = {
  zoom: ['zoom'],
  discord: ['discord'],
  teams: ['teams'],
  chrome: ['chrome', 'chromium'],
  firefox: ['firefox'],
  obs: ['obs'],
};

/** Whether an app is among those that record the virtual microphone. */
export const isListening = (app: CallingApp, listeners: readonly string[]): boolean =>
  listeners.some((name) =>
    RECORDED_AS[app].some((part) =>
      name
        .toLowerCase()
        .split(/[^a-z]+/)
        .some((word) => word === part),
    ),
  );
