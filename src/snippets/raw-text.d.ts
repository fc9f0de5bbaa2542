/** A file's text: esbuild takes it by `with { type: 'text' }`, vitest by the `?raw` in the name. */
declare module '*?raw' {
  const text: string;
  export default text;
}
