import { TILE_ROWS } from '../sums/row-memory.as';

/**
 * Columns of the tile. For each row: its largest logit (0 if the logits are shifted) and the bits of its largest |x|. Then
 * the columns of rows with a loss.
 */
export const LARGEST: usize = 0;
export const SIZES: usize = 4 * TILE_ROWS;
export const ROWS: usize = 8 * TILE_ROWS;
export const TARGETS: usize = 12 * TILE_ROWS;
export const AHEAD: usize = 16 * TILE_ROWS;
export const REST: usize = 20 * TILE_ROWS;
export const OUTCOME: usize = 24 * TILE_ROWS;
export const MARGIN: usize = 28 * TILE_ROWS;
export const CROSS_ENTROPIES: usize = 32 * TILE_ROWS;
export const FOCALS: usize = 36 * TILE_ROWS;
export const FOCAL_STARS: usize = 40 * TILE_ROWS;
export const GRADIENTS: usize = 44 * TILE_ROWS;
/** Two columns of float64. */
export const CONFIDENCE: usize = 48 * TILE_ROWS;
export const PROBABILITY: usize = 56 * TILE_ROWS;
