/** Longest scrolled content in pixels. Browsers place content wrongly in elements that are much longer. */
const LONGEST_SCROLL = 8_000_000;

/** Maps a scroll bar of limited length to any number of items of one size. */
export interface ScrollMapping {
  /** Size of the scrolled content in pixels. */
  readonly size: number;
  /** The first visible item at a scroll position. */
  first(position: number): number;
  /** The scroll position at which an item is the first visible one. */
  position(first: number): number;
  /** The last item that can be the first visible one. */
  readonly lastFirst: number;
  /** True if a pixel of the scroll bar is a pixel of content. */
  readonly direct: boolean;
}

/**
 * @param count number of items
 * @param itemSize size of an item in pixels
 * @param viewSize size of the visible part in pixels
 */
export function scrollMapping(count: number, itemSize: number, viewSize: number): ScrollMapping {
  const visible = Math.max(1, Math.floor(viewSize / itemSize));
  const lastFirst = Math.max(0, count - visible);
  const natural = lastFirst * itemSize + viewSize;
  const size = Math.min(natural, LONGEST_SCROLL);
  const furthest = size - viewSize;
  const perItem = lastFirst === 0 ? 0 : furthest / lastFirst;
  return {
    size,
    lastFirst,
    direct: size === natural,
    first: (position) => (perItem === 0 ? 0 : clamp(Math.round(position / perItem), lastFirst)),
    position: (first) => clamp(first, lastFirst) * perItem,
  };
}

function clamp(value: number, maximum: number): number {
  return Math.max(0, Math.min(maximum, value));
}
