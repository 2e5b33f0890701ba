/** Variables by which a user's settings change what a program prints, in which language, or whom it talks to. */
const SURPRISING =
  /^(LC_|LANG$|LANGUAGE$|OUTPUT_CHARSET$|NLSPATH$|TEXTDOMAIN|POSIXLY_CORRECT$|PULSE_(PROP|LOG|SINK|SOURCE|LATENCY)|SYSTEMD_(COLORS|PAGER|LESS|LOG)|PAGER$)/;

/**
 * Environment of every program whose output is read (pactl, busctl, dbus-send): English, in UTF-8, with numbers
 * as C writes them, whatever the user's own settings. `LC_ALL` alone does not suffice: GNU gettext translates by
 * `LANGUAGE` in every locale but `C`, and `C` itself has no UTF-8.
 */
export function helperEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const kept = Object.entries(env).filter(([name]) => !SURPRISING.test(name));
  return { ...Object.fromEntries(kept), LC_ALL: 'C.UTF-8', LANGUAGE: '' };
}
