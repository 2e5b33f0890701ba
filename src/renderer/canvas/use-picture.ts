import { useEffect, useState, type RefObject } from 'react';
import type { Rows } from './rows.js';

/** Content of a canvas, as large as the canvas is on the screen. */
export interface Picture {
  readonly canvas: HTMLCanvasElement;
  /** Draws the next picture; it begins black each time. */
  readonly context: OffscreenCanvasRenderingContext2D;
  /** How many device pixels a CSS pixel has. */
  readonly pixel: number;
  /** Hands the picture over; to be called in an animation frame. */
  readonly show: () => void;
}

/** A canvas, and the places on it where the sound before and after the model is drawn. */
export interface PictureElements {
  readonly canvas: RefObject<HTMLCanvasElement | null>;
  readonly before: RefObject<HTMLDivElement | null>;
  readonly after: RefObject<HTMLDivElement | null>;
}

const pictureOf = (canvas: HTMLCanvasElement): Picture => {
  const pixel = window.devicePixelRatio;
  const inPixels = (length: number): number => Math.max(1, Math.round(length * pixel));
  canvas.width = inPixels(canvas.clientWidth);
  canvas.height = inPixels(canvas.clientHeight);
  const next = new OffscreenCanvas(canvas.width, canvas.height);
  const context = next.getContext('2d', { alpha: false, willReadFrequently: true });
  const shown = canvas.getContext('bitmaprenderer', { alpha: false });
  if (!context || !shown) throw new Error('The canvas has no context.');
  return {
    canvas,
    context,
    pixel,
    show: () => shown.transferFromImageBitmap(next.transferToImageBitmap()),
  };
};

/**
 * A canvas that is given whole pictures (ImageBitmapRenderingContext, HTML standard), which go into the frame as
 * they are: what is drawn on a canvas itself is painted once more with the page, which takes a quarter longer where
 * no graphics processor draws.
 *
 * @returns null before the first layout; another picture, which has yet to be drawn, whenever the size is new
 */
export const usePicture = (canvas: RefObject<HTMLCanvasElement | null>): Picture | null => {
  const [picture, setPicture] = useState<Picture | null>(null);
  useEffect(() => {
    const element = canvas.current;
    if (!element) return undefined;
    const observer = new ResizeObserver(() => setPicture(pictureOf(element)));
    observer.observe(element);
    return () => observer.disconnect();
  }, [canvas]);
  return picture;
};

/** The rows of a picture that an element on it covers, without its borders. */
export const rowsUnder = ({ canvas, pixel }: Picture, element: HTMLElement): Rows => {
  const { clientTop, clientHeight, offsetHeight } = element;
  const origin = canvas.getBoundingClientRect().top;
  const { top, bottom } = element.getBoundingClientRect();
  const first = Math.round((top + clientTop - origin) * pixel);
  const end = Math.round((bottom - (offsetHeight - clientHeight - clientTop) - origin) * pixel);
  return { top: first, height: end - first };
};
