import { useEffect, useRef } from 'react';
import type { Level } from '../../shared/live.js';
import { useLiveStats } from '../bridge/use-live-stats.js';
import { useFrame } from '../canvas/use-frame.js';
import { rowsUnder, usePicture, type PictureElements } from '../canvas/use-picture.js';
import { themeColour } from '../styles/theme-colour.js';
import { useTheme } from '../styles/use-theme.js';
import { SILENT } from './meter-level.js';
import { MeterPainter } from './meter-painter.js';

/** Draws the level of every report on a canvas, in the colours of the theme. */
export const useMeterPicture = (isActive: boolean, { canvas, before, after }: PictureElements): void => {
  const theme = useTheme();
  const picture = usePicture(canvas);
  const painter = useRef<MeterPainter | null>(null);
  const newest = useRef<readonly Level[]>([SILENT, SILENT]);
  const draw = useFrame(() => {
    painter.current?.draw(newest.current, performance.now());
    picture?.show();
  });
  useEffect(() => {
    if (!picture || !before.current || !after.current) return;
    const colours = {
      surface: themeColour('--surface'),
      track: themeColour('--meter-track'),
      tick: themeColour('--meter-tick'),
      peak: themeColour('--text'),
    };
    painter.current = new MeterPainter(picture.context, picture.pixel, colours, [
      { ...rowsUnder(picture, before.current), bar: themeColour('--before') },
      { ...rowsUnder(picture, after.current), bar: themeColour('--after') },
    ]);
    if (!isActive) newest.current = [SILENT, SILENT];
    draw();
  }, [picture, theme, isActive, draw, before, after]);
  useLiveStats(({ input, output }) => {
    newest.current = [input, output];
    draw();
  });
};
