import { useEffect, useRef, useState } from 'react';
import { useLiveStats } from '../bridge/use-live-stats.js';
import { useRequest } from '../bridge/use-request.js';
import { useFrame } from '../canvas/use-frame.js';
import { rowsUnder, usePicture, type PictureElements } from '../canvas/use-picture.js';
import { useReducedMotion } from '../hooks/use-media.js';
import { magmaTable } from './colour-map.js';
import { SpectrogramPainter } from './spectrogram-painter.js';

const COLOURS = magmaTable();

/** Hz, until the first spectra say another one. */
const USUAL_RATE = 16_000;

/**
 * Asks for spectra and draws them on a canvas, as long as they are wanted.
 *
 * @returns the sample rate of the spectra, Hz
 */
export const useSpectrogramPicture = (
  isWanted: boolean,
  { canvas, before, after }: PictureElements,
): number => {
  const sweep = useReducedMotion();
  const [sampleRate, setSampleRate] = useState(USUAL_RATE);
  const picture = usePicture(canvas);
  const painter = useRef<SpectrogramPainter | null>(null);
  const show = useFrame(() => {
    if (!picture || !painter.current) return;
    picture.context.putImageData(painter.current.image, 0, 0);
    picture.show();
  });
  useEffect(() => {
    if (!picture || !before.current || !after.current) return;
    const { context, pixel } = picture;
    painter.current = new SpectrogramPainter(
      context.createImageData(context.canvas.width, context.canvas.height),
      COLOURS,
      Math.max(1, Math.round(pixel)),
      { before: rowsUnder(picture, before.current), after: rowsUnder(picture, after.current) },
    );
    show();
  }, [picture, show, before, after]);
  useRequest(isWanted, window.stillmic.live.requestSpectra);
  useLiveStats(({ spectra }) => {
    if (!spectra || !isWanted) return;
    setSampleRate(spectra.sampleRate);
    painter.current?.add(spectra, sweep);
    show();
  });
  return sampleRate;
};
