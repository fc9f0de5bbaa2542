/** True if `name` contains every word of `filter`, ignoring case. */
export function matchesFilter(name: string, filter: string): boolean {
  const text = name.toLowerCase();
  return filter
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
