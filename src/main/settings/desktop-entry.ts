/** Quotes an argument of a desktop file's Exec line (Desktop Entry Specification 1.5, “The Exec key”). */
export const quoteExec = (argument: string): string =>
  `"${argument
    .replace(/(["`$\\])/g, '\\$1')
    .replace(/\\/g, '\\\\')
    .replace(/%/g, '%%')}"`;

/** Text of a desktop file that starts the app with the session. */
export const desktopEntry = (command: readonly string[]): string =>
  [
    '[Desktop Entry]',
    'Type=Application',
    'Name=Stillmic',
    'Icon=stillmic',
    `Exec=${command.map(quoteExec).join(' ')}`,
    'X-GNOME-Autostart-enabled=true',
    '',
  ].join('\n');
