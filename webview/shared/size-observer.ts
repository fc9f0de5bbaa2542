import type { LitElement, ReactiveController } from 'lit';

/** Observes the size of an element while it is in the page. */
export class SizeObserver implements ReactiveController {
  private readonly observer: ResizeObserver;

  /** @param onSize called at first and after each change, with the width in whole CSS pixels */
  constructor(
    private readonly host: LitElement,
    onSize: (width: number) => void,
  ) {
    this.observer = new ResizeObserver(([entry]) => {
      if (entry !== undefined) {
        onSize(Math.round(entry.contentRect.width));
      }
    });
    host.addController(this);
  }

  hostConnected(): void {
    this.observer.observe(this.host);
  }

  hostDisconnected(): void {
    this.observer.disconnect();
  }
}
