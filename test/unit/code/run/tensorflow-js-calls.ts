/** An operation with further arguments as data, for each rank that its input may have. */
export interface Call {
  readonly name: string;
  readonly operands: number;
  readonly further: readonly unknown[];
}

const one = (name: string, ...further: unknown[]): Call => ({ name, operands: 1, further });
const two = (name: string, ...further: unknown[]): Call => ({ name, operands: 2, further });

/** Every operation with the arguments that it is tried with. */
export const CALLS: readonly Call[] = [
  ...'abs ceil cos elu exp expm1 floor log log1p logSigmoid neg reciprocal relu relu6 round rsqrt selu sigmoid sign sin softplus sqrt square tanh isNaN isInf isFinite logicalNot step leakyRelu zerosLike onesLike clone transpose reverse'
    .split(' ')
    .map((name) => one(name)),
  ...'add sub mul div divNoNan floorDiv pow maximum minimum mod squaredDifference equal notEqual less lessEqual greater greaterEqual logicalAnd logicalOr logicalXor'
    .split(' ')
    .map((name) => two(name)),
  ...'sum mean max min any all logSumExp'
    .split(' ')
    .flatMap((name) => [
      one(name),
      one(name, 0),
      one(name, -1),
      one(name, 1, true),
      one(name, [0, 1]),
      one(name, null, true),
    ]),
  ...'argMax argMin softmax logSoftmax'
    .split(' ')
    .flatMap((name) => [one(name), one(name, 0), one(name, -1)]),
  one('cumsum'),
  one('step', 0.5),
  one('clipByValue', -0.5, 1),
  one('clipByValue', 1, 0),
  one('reshape', [-1]),
  one('reshape', [2, -1]),
  one('reshape', [3]),
  one('expandDims'),
  one('expandDims', -1),
  one('expandDims', 2),
  one('squeeze'),
  one('squeeze', [0]),
  one('slice', [1]),
  one('slice', [0, 1], [1, -1]),
  one('slice', 1, 1),
  one('tile', [2]),
  one('tile', [1, 2]),
  one('gather', [0, 0]),
  one('gather', [1, 0], 1),
  one('reverse', 0),
  one('reverse', [-1]),
  one('broadcastTo', [2, 3]),
  one('oneHot', 3),
  one('oneHot', 3, 2, -1),
  one('cast', 'int32'),
  one('cast', 'bool'),
  one('cast', 'float32'),
  two('matMul'),
  two('matMul', false, true),
];
