import type { DType } from '../tensor/dtype';

/** A module of a library, or a namespace within one. */
export class ModuleValue {
  /** The dotted path, such as `torch.nn`. */
  readonly path: string;

  constructor(path: string) {
    this.path = path;
  }
}

export class DTypeValue {
  readonly dtype: DType;
  readonly framework: string;

  constructor(dtype: DType, framework: string) {
    this.dtype = dtype;
    this.framework = framework;
  }
}

export class DeviceValue {
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }
}
