import { EDGE_BIN_FLAGS, EDGE_OFFSETS } from '../../numerics/memory-map';

/** True if an edge of a histogram runs through the float bin. */
export function isEdgeBin(bin: u32): bool {
  return ((load<u8>(bin >>> 3, EDGE_BIN_FLAGS) >>> <u8>(bin & 7)) & 1) === 1;
}

/** From this offset on, elements of an edge bin are counted in its second half. */
export function edgeOffset(bin: u32): u32 {
  return load<u16>(bin << 1, EDGE_OFFSETS);
}
