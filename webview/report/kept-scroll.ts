/** The page is filled within so many frames; if it is too short then, it stays where it is. */
const FRAMES_TO_FILL = 60;

/** Keeps how far the page is scrolled down, and scrolls there when the page is made again. */
export class KeptScroll {
  private isRestored = false;
  /** True once the page stands where it was left: from the start where it was not scrolled. */
  private isThere: boolean;

  /**
   * @param pixels how far the page was scrolled down when it was left
   * @param save called whenever it is scrolled
   */
  constructor(
    private pixels: number,
    private readonly save: () => void,
  ) {
    this.isThere = pixels === 0;
    window.addEventListener('scroll', this.remember, { passive: true });
  }

  /** The distance that the page is scrolled down, in pixels. */
  get scrolled(): number {
    return this.pixels;
  }

  /**
   * Scrolls to where the page was left, as soon as it is long enough; only the first call does. The figures are drawn after
   * their frames; what they push down must not carry the window along.
   */
  async restore(): Promise<void> {
    if (this.isRestored) {
      return;
    }
    this.isRestored = true;
    const { style } = document.documentElement;
    style.setProperty('overflow-anchor', 'none');
    for (let frame = 0; frame < FRAMES_TO_FILL; frame++) {
      if (!this.isThere) {
        window.scrollTo(0, this.pixels);
        this.isThere = window.scrollY >= this.pixels - 1;
      }
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
    style.removeProperty('overflow-anchor');
    this.isThere = true;
  }

  dispose(): void {
    window.removeEventListener('scroll', this.remember);
  }

  private readonly remember = (): void => {
    // Until the page is long enough, it cannot be scrolled to where it was left.
    if (this.isThere) {
      this.pixels = window.scrollY;
      this.save();
    }
  };
}
