import { catboost } from '../conventions/catboost';
import { NOTHING_GIVEN } from '../conventions/convention';
import type { FocalSite } from './focal-site';
import type { FocalParameterName } from './names';

/** Matches the text by which CatBoost's own focal loss is named, after the quote. */
const NAMED = /(?<=["'])Focal:(?:focal_(?:alpha|gamma)=[-+.\deE]+;?)+(?=["'])/g;
const SETTING = /focal_(alpha|gamma)=([-+.\deE]+)/g;

/** The α and γ in the texts that name the focal loss of CatBoost. */
export function catboostSites(text: string): FocalSite[] {
  return [...text.matchAll(NAMED)].flatMap(({ 0: named, index }) => {
    const settings = [...named.matchAll(SETTING)].map((match) => {
      const [whole, parameter, number] = match;
      const start = index + match.index;
      return {
        parameter: parameter as FocalParameterName,
        value: Number(number),
        range: { start, end: start + whole.length },
        place: { start: start + whole.lastIndexOf('=') + 1, end: start + whole.length },
      };
    });
    const bothParameters = Object.fromEntries(settings.map(({ parameter, value }) => [parameter, value]));
    const valuePlaces = Object.fromEntries(settings.map(({ parameter, place }) => [parameter, place]));
    return settings.map(
      ({ parameter, value, range }): FocalSite => ({
        parameter,
        value,
        origin: 'literal',
        callee: 'Focal',
        convention: catboost,
        given: NOTHING_GIVEN,
        range,
        bothParameters,
        valuePlaces,
      }),
    );
  });
}
