import { EllipsisValue } from '../constant';
import { raise } from '../exceptions';
import { DeviceValue, DTypeValue } from '../library-values';
import type { Place } from '../program';
import {
  ArrayValue,
  ClassValue,
  Instance,
  ListValue,
  type Machine,
  MappingValue,
  SetValue,
  TupleValue,
  type Value,
} from '../values';
import { isNumber, typeName } from './keys';

/** `str(value)`. Texts of tensors only name their shape: nothing computes with them. */
export function textOf(value: Value, machine: Machine, place: Place): string {
  if (typeof value === 'string') {
    return value;
  }
  if (value instanceof Instance && value.attributes.get('args') instanceof TupleValue) {
    const given = value.attributes.get('args');
    const items = given instanceof TupleValue ? given.items : [];
    return items.map((item) => textOf(item, machine, place)).join(', ');
  }
  return representation(value, machine, place);
}

/** `repr(value)`. */
export function representation(value: Value, machine: Machine, place: Place): string {
  if (typeof value === 'string') {
    return value.includes("'") && !value.includes('"') ? `"${value}"` : `'${value.replaceAll("'", "\\'")}'`;
  }
  if (value === null) {
    return 'None';
  }
  if (typeof value === 'boolean') {
    return value ? 'True' : 'False';
  }
  if (typeof value === 'number') {
    return floatText(value);
  }
  if (typeof value === 'bigint') {
    return value.toString();
  }
  if (value instanceof EllipsisValue) {
    return 'Ellipsis';
  }
  const inner = (items: Iterable<Value>): string =>
    [...items].map((item) => representation(item, machine, place)).join(', ');
  if (value instanceof ListValue) {
    return `[${inner(value.items)}]`;
  }
  if (value instanceof TupleValue) {
    return value.items.length === 1 ? `(${inner(value.items)},)` : `(${inner(value.items)})`;
  }
  if (value instanceof SetValue) {
    return `{${inner(value.items.values())}}`;
  }
  if (value instanceof MappingValue) {
    const entries = [...value.entries.values()].map(
      ({ key, value: held }) => `${inner([key])}: ${inner([held])}`,
    );
    return `{${entries.join(', ')}}`;
  }
  if (value instanceof ArrayValue) {
    return `${typeName(value)}(${value.tensor.shape.join(', ')})`;
  }
  if (value instanceof DTypeValue) {
    return `${value.framework}.${value.dtype}`;
  }
  if (value instanceof DeviceValue) {
    return value.name;
  }
  return value instanceof ClassValue ? `<class '${value.name}'>` : `<${typeName(value)}>`;
}

function floatText(value: number): string {
  if (Number.isNaN(value)) {
    return 'nan';
  }
  if (!Number.isFinite(value)) {
    return value > 0 ? 'inf' : '-inf';
  }
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-4 || size >= 1e16)) {
    return value.toExponential().replace(/e([+-])(\d)$/, 'e$10$2');
  }
  return Number.isInteger(value) ? `${value.toFixed(0)}.0` : String(value);
}

/** `format(value, specification)`, of the specifications for numbers and texts. */
export function formatted(value: Value, specification: string, machine: Machine, place: Place): string {
  const match = /^(?:(.)?([<>^=]))?([+ ])?0?(\d+)?(,)?(?:\.(\d+))?([a-z%])?$/i.exec(specification);
  if (!match) {
    return textOf(value, machine, place);
  }
  const [, fill = ' ', align, , width, , digits, kind] = match;
  let text = textOf(value, machine, place);
  if (isNumber(value) && (digits !== undefined || (kind && 'efg%'.includes(kind)))) {
    const number = Number(value);
    const places = Math.min(Number(digits ?? 6), 100);
    if (kind === 'e') {
      text = number.toExponential(places);
    } else if (kind === '%') {
      text = `${(number * 100).toFixed(places)}%`;
    } else {
      text = kind === 'f' ? number.toFixed(places) : String(Number(number.toPrecision(Math.max(places, 1))));
    }
  }
  const length = Math.min(Number(width ?? 0), 1000);
  const isLeft = align === '<' || (align === undefined && !isNumber(value));
  return isLeft ? text.padEnd(length, fill) : text.padStart(length, fill);
}

/** `template % values`. */
export function formattedByPercent(template: string, given: Value, machine: Machine, place: Place): string {
  const values = given instanceof TupleValue ? [...given.items] : [given];
  return template.replace(/%(?:([-+ 0]*\d*)(?:\.(\d+))?([a-zA-Z])|%)/g, (_, width, digits, kind) => {
    if (kind === undefined) {
      return '%';
    }
    const value = values.shift();
    if (value === undefined) {
      return raise('TypeError', 'not enough arguments for format string', place);
    }
    const plain = String(width ?? '').replaceAll(/[-+ ]/g, '');
    const format = kind === 'd' || kind === 's' ? plain : `${plain}${digits ? `.${digits}` : ''}${kind}`;
    return kind === 'r' ? representation(value, machine, place) : formatted(value, format, machine, place);
  });
}
