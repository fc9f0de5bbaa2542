/**
 * Loads when it is first needed, and hands everyone the same. What VS Code wants to know when the extension is activated
 * is registered at once; the code behind it waits until somebody uses it.
 */
export function loadOnce<T>(load: () => Promise<T>): () => Promise<T> {
  let loading: Promise<T> | undefined;
  return () => {
    loading ??= load().catch((error: unknown) => {
      // Who asks again may have more luck.
      loading = undefined;
      throw error;
    });
    return loading;
  };
}
