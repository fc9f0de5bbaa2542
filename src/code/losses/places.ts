/** The place of each loss among those of its name, from 0. */
export function placesOf(losses: readonly { readonly name: string }[]): number[] {
  const counts = new Map<string, number>();
  return losses.map(({ name }) => {
    const place = counts.get(name) ?? 0;
    counts.set(name, place + 1);
    return place;
  });
}
