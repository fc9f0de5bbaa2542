import { type Convention, nameInConvention } from '../conventions/convention';
import { conventionWithId } from '../conventions/conventions';
import type { FocalParameterName } from '../losses/names';
import type { ConfiguredSite } from './configured-site';

/** The messages of a pipeline of TensorFlow's Object Detection API whose fields are α and γ, which hold no other messages. */
const MESSAGE = /\b(weighted_sigmoid_focal|penalty_reduced_logistic_focal_loss)\s*:?\s*\{([^{}]*)\}/g;
/** A field: its name, what stands between, and its number. */
const FIELD = /(?<![\w#.-])(alpha|beta|gamma)(\s*:\s*)(-?\d+(?:\.\d*)?(?:[eE][-+]?\d+)?)/g;
const PARAMETERS = ['alpha', 'gamma'] as const satisfies readonly FocalParameterName[];

/** The places with α and γ in protocol buffers as text: `weighted_sigmoid_focal { alpha: 0.25 gamma: 2.0 }`. */
export function sitesInTextProto(text: string): ConfiguredSite[] {
  return [...text.matchAll(MESSAGE)].flatMap(({ 0: whole, 1: name = '', 2: body = '', index }) => {
    const convention = conventionWithId(`object_detection.${name}`);
    // Comments keep their length, so that offsets stay.
    const code = body.replace(/#.*/g, (comment) => ' '.repeat(comment.length));
    const start = index + whole.length - 1 - body.length;
    return convention ? sitesOf(code, start, convention) : [];
  });
}

function sitesOf(code: string, offset: number, convention: Convention): ConfiguredSite[] {
  const fields = [...code.matchAll(FIELD)].map(({ 0: { length }, 1: field, 3: digits = '', index }) => {
    const [start, end] = [offset + index, offset + index + length];
    return {
      parameter: PARAMETERS.find((name) => nameInConvention(convention, name) === field),
      value: Number(digits),
      range: { start, end },
      place: { start: end - digits.length, end },
    };
  });
  const given = (name: FocalParameterName) => fields.find(({ parameter }) => parameter === name);
  const value = (name: FocalParameterName) =>
    given(name)?.value ??
    convention.parameters.find((parameter) => parameter.name === nameInConvention(convention, name))?.default;
  return fields.flatMap(({ parameter, range, ...field }): ConfiguredSite[] =>
    parameter
      ? [
          {
            parameter,
            value: field.value,
            origin: 'literal',
            callee: convention.id.split('.').at(-1),
            convention: convention.id,
            entries: {},
            range,
            bothParameters: { alpha: value('alpha'), gamma: value('gamma') },
            valuePlaces: Object.fromEntries(
              PARAMETERS.flatMap((name) => {
                const place = given(name)?.place;
                return place ? [[name, place] as const] : [];
              }),
            ),
          },
        ]
      : [],
  );
}
