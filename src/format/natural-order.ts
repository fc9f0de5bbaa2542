/** Compares two names by their words and numbers: epoch1, epoch6, epoch16; layer.2 before layer.10. */
export function naturalOrder(one: string, other: string): number {
  return one.localeCompare(other, undefined, { numeric: true });
}
