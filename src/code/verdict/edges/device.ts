import { OTHER_DEVICE } from '../../run/frameworks/torch/devices';
import { DeviceValue } from '../../run/language/library-values';

import type { EdgeCase } from '../document';
import type { Measure } from '../measure';
import { kindOfParameter } from '../parameters';
import { mixedExamples } from '../probes';
import { edgeCase } from './effects';

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
