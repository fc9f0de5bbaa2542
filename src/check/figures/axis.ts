import { numberText, percentText } from '../../format/number-text';
import { compactText } from '../../format/thousands-text';
import type { Axis } from './figure';

const MEASURES: Readonly<Record<Axis['scale'], (value: number) => number>> = {
  linear: (value) => value,
  sqrt: Math.sqrt,
  log: Math.log10,
};

/** The place of a value on an axis, from 0 at its beginning to 1 at its end. */
export function placeOn({ domain: [from, to], scale }: Axis, value: number): number {
  const measure = MEASURES[scale];
  return (measure(value) - measure(from)) / (measure(to) - measure(from));
}

/** Ticks at round numbers, with their texts: about so many, at powers of ten on a logarithmic axis. */
export function ticksOf(axis: Axis, wanted: number): readonly (readonly [at: number, text: string])[] {
  const { ticks, domain, scale, shows } = axis;
  if (ticks !== undefined) {
    return ticks;
  }
  const texts = { number: numberText, share: percentText, count: compactText } as const;
  const places = scale === 'log' ? powersOfTen(domain, wanted) : roundNumbers(domain, wanted);
  return places.map((at) => [at, texts[shows](at)] as const);
}

function powersOfTen([from, to]: Axis['domain'], wanted: number): number[] {
  const [first, last] = [Math.ceil(Math.log10(from)), Math.floor(Math.log10(to))];
  const every = Math.max(1, Math.ceil((last - first + 1) / wanted));
  const powers: number[] = [];
  for (let power = first; power <= last; power += every) {
    powers.push(10 ** power);
  }
  return powers;
}

function roundNumbers([from, to]: Axis['domain'], wanted: number): number[] {
  const rough = (to - from) / wanted;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5].find((times) => power * times >= rough) ?? 10);
  const numbers: number[] = [];
  for (let at = Math.ceil(from / step); at <= Math.floor(to / step + 1e-9); at++) {
    // The product carries rounding, such as 0.30000000000000004.
    numbers.push(Number((at * step).toPrecision(12)));
  }
  return numbers;
}
