/** The text of a file. esbuild reads it because of `with { type: 'text' }`, vitest because of `?raw` in the name. */
declare module '*?raw' {
  const text: string;
  export default text;
}
