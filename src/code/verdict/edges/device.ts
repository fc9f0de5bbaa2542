import { OTHER_DEVICE } from '../../run/frameworks/torch/devices';
import type { RunEvent } from '../../run/language/events';
import { DeviceValue } from '../../run/language/library-values';
import { ifUnderstood } from '../../run/language/not-understood';
import type { EdgeCase } from '../document';
import type { Measure } from '../measure';
import { kindOfParameter } from '../parameters';
import { mixedExamples } from '../probes';
import { edgeCase } from './effects';
import type { LossText } from './loss-text';

/** Everything that PyTorch's `to(device)` moves is on a GPU: tensors that the code makes elsewhere do not go together with it. */
export function ofOtherDevice({ layout, plan, runner }: Measure): EdgeCase[] {
  if (plan.framework.name !== 'torch') {
    return [];
  }
  const settings = new Map(plan.with({}));
  for (const parameter of plan.parameters.filter((each) => kindOfParameter(each) === 'device')) {
    settings.set(parameter.name, new DeviceValue(OTHER_DEVICE));
  }
  const outcome = runner.onOtherDevice(settings, layout.batch(mixedExamples(layout.width, 5)));
  return outcome.kind === 'exception'
    ? [edgeCase('otherDevice', 'raises', { exception: outcome.exception })]
    : [];
}

/** Matches a RuntimeError of PyTorch on tensors of two devices. */
const OF_TWO_DEVICES = /same device/;

/** The moves that a loss makes where the machine has a GPU, and that fail there for predictions on the processor. */
export function movesWhereAvailable({ layout, plan, runner }: Measure, { definition }: LossText): RunEvent[] {
  if (plan.framework.name !== 'torch' || !definition.includes('cuda.is_available()')) {
    return [];
  }
  const batch = layout.batch(mixedExamples(layout.width, 5));
  const run = ifUnderstood(() => runner.besideOtherDevice(plan.with({}), batch));
  const fails = run?.outcome.kind === 'exception' && OF_TWO_DEVICES.test(run.outcome.exception.message);
  return fails ? run.moves : [];
}
