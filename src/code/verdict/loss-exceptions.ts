import type { LayoutOutcome, LossException } from './document';

/** Exceptions that no form of the tensors brings about. A variable may be unbound for the values of some tensors alone. */
const FAULTS_OF_CODE = new Set(['NameError', 'AttributeError', 'NotImplementedError']);

/** The exception that is the fault of the code, and not of tensors in a form that it was not written for. */
export function exceptionOfLoss(layouts: readonly LayoutOutcome[]): LossException | null {
  const exceptions = layouts.flatMap(({ exception }) => exception ?? []);
  const [first] = exceptions;
  const isEverywhere = exceptions.every(
    ({ className, line }) => className === 'TypeError' && line === first?.line,
  );
  return exceptions.find(isFaultOfCode) ?? ofTypes(layouts) ?? (first && isEverywhere ? first : null);
}

/** True for the exception of a boolean tensor that is subtracted. */
export function subtractsBooleans({ message }: LossException): boolean {
  return message.startsWith('Subtraction, the `-` operator, with');
}

/** PyTorch's messages on integers that should be floats (torch 2.9). */
const REFUSED_TYPE = /can't be cast to the desired output type|^Found dtype (?:int|uint|bool)/;

/** The exception of a boolean tensor that is subtracted, or of integers that should be floats, where the code made them and not the layout. */
function ofTypes(layouts: readonly LayoutOutcome[]): LossException | null {
  const found = layouts.find(
    ({ layout, exception }) =>
      exception &&
      ((layout !== 'vectorOfBooleans' && subtractsBooleans(exception)) ||
        (layout !== 'vectorOfIndices' && REFUSED_TYPE.test(exception.message))),
  );
  return found?.exception ?? null;
}

/**
 * Tensors are never None, so that a complaint of it is about an argument or its default. An operation or argument without a
 * gradient has none in any layout.
 */
function isFaultOfCode({ className, message }: LossException): boolean {
  return (
    (FAULTS_OF_CODE.has(className) && !isOfNumber(message)) ||
    (className === 'TypeError' && (message.includes('NoneType') || isOfCall(message))) ||
    // The sum of all losses is no list, whatever the tensors are.
    /^invalid index of a 0-dim tensor/.test(message) ||
    /^Cannot compute gradient: gradient function not found/.test(message) ||
    /is not differentiable with respect to argument/.test(message)
  );
}

/** True for an attribute of a number or list, as which a probe gives what may be a tensor. */
function isOfNumber(message: string): boolean {
  return /^'(?:int|float|list)' object has no attribute/.test(message);
}

/** True for a function of the code that is called with other arguments than it takes: a probe gives what the loss takes. */
function isOfCall(message: string): boolean {
  return /\(\) takes \d+ positional arguments but|\(\) missing a required argument/.test(message);
}
