import { raise } from '../exceptions';
import { NotUnderstood } from '../not-understood';
import type { BinaryOperator } from '../operators';
import type { Place } from '../program';
import type { Value } from '../values';

/** `x operator y` of floats. @throws Raised as Python raises */
export function floatArithmetic(operator: BinaryOperator, x: number, y: number, place: Place): Value {
  switch (operator) {
    case '+':
      return x + y;
    case '-':
      return x - y;
    case '*':
      return x * y;
    case '/':
      return y === 0 ? raise('ZeroDivisionError', 'float division by zero', place) : x / y;
    case '//':
      return y === 0 ? raise('ZeroDivisionError', 'float floor division by zero', place) : Math.floor(x / y);
    case '%': {
      if (y === 0) {
        return raise('ZeroDivisionError', 'float modulo', place);
      }
      const rest = x % y;
      return rest !== 0 && rest < 0 !== y < 0 ? rest + y : rest;
    }
    case '**':
      return floatPower(x, y, place);
    default:
      return raise('TypeError', `unsupported operand type(s) for ${operator}: 'float'`, place);
  }
}

function floatPower(x: number, y: number, place: Place): Value {
  if (x === 0 && y < 0) {
    return raise('ZeroDivisionError', '0.0 cannot be raised to a negative power', place);
  }
  if (x < 0 && Number.isFinite(y) && !Number.isInteger(y)) {
    throw new NotUnderstood({ kind: 'operation', what: 'complex' }, place);
  }
  const value = x === 1 ? 1 : x ** y;
  return Number.isFinite(x) && Number.isFinite(y) && !Number.isFinite(value)
    ? raise('OverflowError', 'numerical result out of range', place)
    : value;
}

/** Integers of more bits have thousands of digits. */
const MOST_BITS = 4096n;
const LARGEST = 1n << MOST_BITS;

/** `x operator y` of integers. @throws Raised as Python raises, NotUnderstood for numbers of thousands of digits */
export function integerArithmetic(operator: BinaryOperator, x: bigint, y: bigint, place: Place): Value {
  switch (operator) {
    case '+':
      return bounded(x + y, place);
    case '-':
      return bounded(x - y, place);
    case '*':
      return bounded(x * y, place);
    case '/':
      return y === 0n ? raise('ZeroDivisionError', 'division by zero', place) : Number(x) / Number(y);
    case '//':
    case '%': {
      if (y === 0n) {
        return raise('ZeroDivisionError', 'integer division or modulo by zero', place);
      }
      const rest = ((x % y) + y) % y;
      return operator === '%' ? rest : (x - rest) / y;
    }
    case '**':
      if (y < 0n) {
        return floatPower(Number(x), Number(y), place);
      }
      if (y * BigInt(x.toString(2).length) > MOST_BITS) {
        throw new NotUnderstood({ kind: 'memory' }, place);
      }
      return x ** y;
    case '&':
      return x & y;
    case '|':
      return x | y;
    case '^':
      return x ^ y;
    case '<<':
    case '>>':
      if (y < 0n || y > MOST_BITS) {
        throw new NotUnderstood({ kind: 'memory' }, place);
      }
      return operator === '<<' ? bounded(x << y, place) : x >> y;
    case '@':
      return raise('TypeError', "unsupported operand type(s) for @: 'int' and 'int'", place);
  }
}

/** @throws NotUnderstood for numbers of thousands of digits, whose arithmetic takes ever longer */
function bounded(value: bigint, place: Place): bigint {
  if (value > LARGEST || value < -LARGEST) {
    throw new NotUnderstood({ kind: 'memory' }, place);
  }
  return value;
}
