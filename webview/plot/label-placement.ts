/** A point in pixels, y downwards. */
export interface Pixel {
  readonly x: number;
  readonly y: number;
}

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export interface Label {
  /** The curve that is labelled, in pixels, ordered by x. */
  readonly path: readonly Pixel[];
  readonly width: number;
  readonly height: number;
}

/** The middle of a label, and its rotation in degrees clockwise. */
export interface Placement extends Pixel {
  readonly angle: number;
}

/** Distance in pixels within which another curve makes a place worse. */
const REACH = 24;
/** Largest rotation in degrees at which text is easy to read. */
const STEEPEST = 62;
/** Largest distance in pixels between a curve and the straight text on it. */
const LARGEST_BEND = 5;

/**
 * Places a label on each curve, rotated along it, where it touches no other curve or label and the others are far. The
 * reader then knows without colour which curve is meant. Flat and straight stretches are preferred. The placement of a
 * label that fits nowhere is undefined. The first label is the one that the user works with: if it fits nowhere, it stands
 * on its curve all the same, over others.
 *
 * @param avoided further lines that no label may touch
 */
export function placeLabels(
  labels: readonly Label[],
  frame: Box,
  avoided: readonly (readonly Pixel[])[] = [],
): (Placement | undefined)[] {
  const placed: { placement: Placement; label: Label }[] = [];
  return labels.map((label, index) => {
    const others = [...avoided, ...labels.filter((_, other) => other !== index).map(({ path }) => path)];
    let best: { placement: Placement; score: number } | undefined;
    let crowded: { placement: Placement; score: number } | undefined;
    for (const placement of candidates(label)) {
      if (!inside(placement, label, frame) || placed.some((other) => collide(placement, label, other))) {
        continue;
      }
      const distance = Math.min(REACH, ...others.map((path) => distanceTo(path, placement, label)));
      const bend = bendOf(label, placement);
      const score = distance - bend - Math.abs(placement.angle) / 8;
      if (distance > 0 && bend <= LARGEST_BEND && (best === undefined || score > best.score)) {
        best = { placement, score };
      }
      if (index === 0 && (crowded === undefined || score > crowded.score)) {
        crowded = { placement, score };
      }
    }
    best ??= crowded;
    if (best !== undefined) {
      placed.push({ placement: best.placement, label });
    }
    return best?.placement;
  });
}

/** Chords of the curve with the length of the label. */
function candidates({ path, width }: Label): Placement[] {
  const found: Placement[] = [];
  let end = 0;
  path.forEach((from, start) => {
    const isFarEnough = (to: Pixel) => Math.hypot(to.x - from.x, to.y - from.y) >= width;
    while (end < path.length && !isFarEnough(path[end] ?? from)) {
      end += 1;
    }
    const to = path[end];
    if (to !== undefined && start % 5 === 0) {
      const angle = (Math.atan2(to.y - from.y, to.x - from.x) * 180) / Math.PI;
      if (Math.abs(angle) <= STEEPEST) {
        found.push({ x: (from.x + to.x) / 2, y: (from.y + to.y) / 2, angle });
      }
    }
  });
  return found;
}

/** The largest distance between the curve and the middle line of its label. */
function bendOf({ path, width }: Label, placement: Placement): number {
  let largest = 0;
  eachNear(path, placement, width / 2, (point) => {
    if (Math.abs(point.x) <= width / 2) {
      largest = Math.max(largest, Math.abs(point.y));
    }
  });
  return largest;
}

/** Distance of a curve above or below a label; 0 when it touches the label. */
function distanceTo(path: readonly Pixel[], placement: Placement, { width, height }: Label): number {
  let nearest = Number.POSITIVE_INFINITY;
  eachNear(path, placement, width / 2 + REACH, (point, before) => {
    if (Math.max(point.x, before.x) >= -width / 2 - 4 && Math.min(point.x, before.x) <= width / 2 + 4) {
      const crosses = point.y < 0 !== before.y < 0;
      nearest = crosses ? 0 : Math.min(nearest, Math.abs(point.y), Math.abs(before.y));
    }
  });
  return Math.max(0, nearest - height / 2);
}

/** The longest step between two points of a curve, in pixels. */
const LONGEST_STEP = 48;

/**
 * Visits the points of a curve within a distance of a label, each with the point before it. Their coordinates are those of
 * the label: its middle is the origin, its text runs along x. This runs for every candidate place, many thousand times per
 * frame, so points that are far off are skipped before they are rotated.
 */
function eachNear(
  path: readonly Pixel[],
  placement: Placement,
  distance: number,
  visit: (point: Pixel, before: Pixel) => void,
): void {
  const angle = (-placement.angle * Math.PI) / 180;
  const [cosine, sine] = [Math.cos(angle), Math.sin(angle)];
  let before: Pixel | undefined;
  for (const { x, y } of path) {
    const [dx, dy] = [x - placement.x, y - placement.y];
    if (Math.abs(dx) > distance + LONGEST_STEP || Math.abs(dy) > distance + LONGEST_STEP) {
      before = undefined;
      continue;
    }
    const point = { x: dx * cosine - dy * sine, y: dx * sine + dy * cosine };
    visit(point, before ?? point);
    before = point;
  }
}

function inside(placement: Placement, label: Label, frame: Box): boolean {
  const { width, height } = extent(placement, label);
  return (
    placement.x - width / 2 >= frame.left &&
    placement.x + width / 2 <= frame.right &&
    placement.y - height / 2 >= frame.top &&
    placement.y + height / 2 <= frame.bottom
  );
}

function collide(
  placement: Placement,
  label: Label,
  other: { readonly placement: Placement; readonly label: Label },
): boolean {
  const one = extent(placement, label);
  const two = extent(other.placement, other.label);
  return (
    Math.abs(placement.x - other.placement.x) < (one.width + two.width) / 2 &&
    Math.abs(placement.y - other.placement.y) < (one.height + two.height) / 2
  );
}

/** Size of the upright box around a rotated label. */
function extent({ angle }: Placement, { width, height }: Label): { width: number; height: number } {
  const radians = (angle * Math.PI) / 180;
  const [cosine, sine] = [Math.abs(Math.cos(radians)), Math.abs(Math.sin(radians))];
  return { width: width * cosine + height * sine, height: width * sine + height * cosine };
}
