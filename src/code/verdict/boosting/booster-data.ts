import { NUMPY } from '../../run/frameworks/numpy/numpy';
import { ArrayValue, Builtin, ClassValue, Instance, type Value } from '../../run/language/values';
import { tensorOf } from '../../run/tensor/tensor';

/** A score with its label. */
export interface ScoredLabel {
  readonly score: number;
  readonly label: number;
}

/** The methods of XGBoost's `DMatrix` and LightGBM's `Dataset` that give what was not set: no weights, no start values. */
const WITHOUT_VALUE = ['get_weight', 'get_init_score', 'get_base_margin', 'get_group'];
const COUNTS = ['num_row', 'num_data'];

/** Numbers as an array of NumPy, of one axis if no shape is given. */
export function arrayOfNumbers(
  numbers: readonly number[],
  shape: readonly number[] = [numbers.length],
): ArrayValue {
  return new ArrayValue(tensorOf(shape, numbers, 'float64'), NUMPY.framework);
}

/** The dataset that a booster hands to an objective: a `DMatrix` or a `Dataset` with these labels and nothing else. */
export function datasetOf(labels: readonly number[]): Instance {
  const method = (name: string, value: () => Value): [string, Value] => [name, new Builtin(name, value)];
  const methods = [
    method('get_label', () => arrayOfNumbers(labels)),
    ...WITHOUT_VALUE.map((name) => method(name, () => null)),
    ...COUNTS.map((name) => method(name, () => BigInt(labels.length))),
  ];
  const attributes = new Map<string, Value>([
    ['label', arrayOfNumbers(labels)],
    ['weight', null],
  ]);
  return new Instance(new ClassValue('Dataset', [], new Map(methods), false), attributes);
}
