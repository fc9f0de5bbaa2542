import { drawBars } from './draw-bars';
import { drawFrames, type FrameLayout, layoutOf } from './draw-frames';
import type { Figure } from './figure';

export interface DrawnFigure {
  /** An SVG element as text. It takes its colours from VS Code's theme variables. */
  readonly svg: string;
  /** The places of the crosshair in pixels; null for a figure without frames. */
  readonly layout: FrameLayout | null;
}

/** Draws a figure. @param width of the figure in pixels; a square one may be narrower */
export function drawFigure({ drawing }: Figure, width: number): DrawnFigure {
  if (drawing.kind === 'bars') {
    return { svg: drawBars(drawing, width), layout: null };
  }
  const layout = layoutOf(drawing, width);
  return { svg: drawFrames(drawing, layout), layout };
}
