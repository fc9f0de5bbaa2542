/** Scrolls so that an element stays where it is on the screen, whatever is drawn above it in this frame. */
export function keepInPlace(element: Element): void {
  const { top } = element.getBoundingClientRect();
  requestAnimationFrame(() => window.scrollBy(0, element.getBoundingClientRect().top - top));
}
