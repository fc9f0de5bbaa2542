import type { DType } from '../../tensor/dtype';

/** The names of PyTorch's types of tensors, such as `torch.FloatTensor`. */
export const OLD_TYPE_NAMES: Readonly<Record<string, DType>> = {
  FloatTensor: 'float32',
  DoubleTensor: 'float64',
  HalfTensor: 'float16',
  BFloat16Tensor: 'bfloat16',
  LongTensor: 'int64',
  IntTensor: 'int32',
  ShortTensor: 'int16',
  CharTensor: 'int8',
  ByteTensor: 'uint8',
  BoolTensor: 'bool',
};

/** `torch.FloatTensor` of float32, `torch.cuda.FloatTensor` on a GPU: what `type()` returns. */
export function oldTypeName(dtype: DType, device: string): string {
  const entry = Object.entries(OLD_TYPE_NAMES).find(([, own]) => own === dtype);
  return `torch.${device.startsWith('cuda') ? 'cuda.' : ''}${entry?.[0] ?? 'Tensor'}`;
}
