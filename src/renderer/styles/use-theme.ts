import { useLayoutEffect } from 'react';
import { useMain } from '../bridge/main-state.js';
import { useMedia } from '../hooks/use-media.js';

/** Light or dark: the user's choice, else the system's. */
export const useTheme = (): 'light' | 'dark' => {
  const { theme } = useMain().settings;
  const systemIsDark = useMedia('(prefers-color-scheme: dark)');
  if (theme !== 'system') return theme;
  return systemIsDark ? 'dark' : 'light';
};

/** Makes the theme true for the page, before anything that reads its colours draws. */
export const useThemedPage = (): void => {
  const theme = useTheme();
  useLayoutEffect(() => {
    document.documentElement.dataset.theme = theme;
  }, [theme]);
};
