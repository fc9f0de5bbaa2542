/**
 * Loads on the first call and returns the same promise to every caller. With it, activation registers commands and
 * providers, and their code is loaded on first use.
 */
export function loadOnce<T>(load: () => Promise<T>): () => Promise<T> {
  let loading: Promise<T> | undefined;
  return () => {
    loading ??= load().catch((error: unknown) => {
      // The next call tries again.
      loading = undefined;
      throw error;
    });
    return loading;
  };
}
