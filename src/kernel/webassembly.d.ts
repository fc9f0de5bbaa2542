/** The part of WebAssembly that the kernel uses. Every host has it, but neither ES2023 nor Node's types declare it. */
declare namespace WebAssembly {
  interface Module {
    readonly [Symbol.toStringTag]: string;
  }
  interface Memory {
    readonly buffer: ArrayBufferLike;
    grow(pages: number): number;
  }
  interface Instance {
    readonly exports: Readonly<Record<string, unknown>>;
  }
  function compile(bytes: Uint8Array): Promise<Module>;
  interface MemoryDescriptor {
    readonly initial: number;
    readonly maximum?: number;
    readonly shared?: boolean;
  }
  const Memory: new (pages: MemoryDescriptor) => Memory;
  const Instance: new (module: Module, imports: Record<string, Record<string, unknown>>) => Instance;
}

/** True if the compiled kernel needs shared memory; see compile-kernel.mjs. */
declare const KERNEL_MEMORY_IS_SHARED: boolean;

/** The compiled kernel, put into bundles and tests by compile-kernel.mjs. */
declare module '*/kernel.wasm' {
  const bytes: Uint8Array;
  export default bytes;
}
