import * as v from 'valibot';
import { ALPHA, GAMMA } from '../loss/kinds/parameters';
import { type GivenParameters, givenParametersSchema } from '../protocol/plot';

/** The α and γ that a piece of code states, and the values that neither can have. */
export interface ParametersInText {
  readonly parameters: GivenParameters;
  /** The values that are out of range, as they stand in the text. */
  readonly refusals: readonly Refusal[];
}

interface Refusal {
  readonly symbol: 'α' | 'γ';
  readonly value: string;
  readonly minimum: number;
  readonly maximum: number;
}

const number = String.raw`[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?`;
const OFF = 'None|null|undefined|False|false';

/**
 * Finds α and γ where a selection sets them, in Python, TypeScript, JSON, YAML, TOML or prose: `alpha=0.25, gamma=2`,
 * `"gamma": 2.0`, `focal_alpha: float = .25`, `α = 0.25`. The first mention of each counts. `None` and a negative number
 * switch α off, as in torchvision. Lists (`alpha=[0.25, 0.75]`) and positional arguments are left alone, since libraries
 * disagree on their order.
 */
export function parametersInText(text: string): ParametersInText {
  const alphaText = assignedValue(text, 'alpha|α');
  const gammaText = assignedValue(text, 'gamma|γ');
  const refusals: Refusal[] = [];
  const parameters: GivenParameters = {};
  if (alphaText !== undefined) {
    const alpha = Number(alphaText);
    if (Number.isNaN(alpha) || alpha < 0) {
      parameters.alpha = null;
    } else if (alpha > ALPHA.maximum) {
      refusals.push({ symbol: 'α', value: alphaText, minimum: ALPHA.minimum, maximum: ALPHA.maximum });
    } else {
      parameters.alpha = alpha;
    }
  }
  if (gammaText !== undefined) {
    const gamma = Number(gammaText);
    if (gamma >= GAMMA.minimum && gamma <= GAMMA.maximum) {
      parameters.gamma = gamma;
    } else {
      refusals.push({ symbol: 'γ', value: gammaText, minimum: GAMMA.minimum, maximum: GAMMA.maximum });
    }
  }
  return { parameters: v.parse(givenParametersSchema, parameters), refusals };
}

/** The literal that the text gives to a name: `name = 1`, `name: 1`, `"name": 1`, `name: float = 1`, `name := 1`. */
function assignedValue(text: string, names: string): string | undefined {
  const assignment = new RegExp(
    String.raw`(?:${names})["']?\s*(?::\s*[A-Za-z_][\w.|\[\] ]*?\s*=|:?=|=>|:)\s*(${number}|${OFF})(?![\w.(\[])(?!\s*(?:\*|/(?![/*])))`,
    'iu',
  );
  return assignment.exec(text)?.[1];
}
