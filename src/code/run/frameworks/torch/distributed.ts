import { builtin, type Given } from '../../language/signature';
import { type Builtin, ListValue, type Value } from '../../language/values';

/**
 * `torch.distributed` of a single process: it has no group, sums over itself, and gathers its own tensor.
 */
export const DISTRIBUTED: readonly Builtin[] = [
  builtin('is_available', '', () => true),
  builtin('is_initialized', '', () => false),
  builtin('get_world_size', 'group=None', () => 1n),
  builtin('get_rank', 'group=None', () => 0n),
  builtin('all_reduce', 'tensor, op=None, group=None, async_op=False', () => null),
  builtin('reduce', 'tensor, dst=0, op=None, group=None, async_op=False', () => null),
  builtin('broadcast', 'tensor, src=0, group=None, async_op=False', () => null),
  builtin('barrier', 'group=None', () => null),
  builtin('all_gather', 'tensor_list, tensor, group=None, async_op=False', gathered),
];

function gathered(given: Given): Value {
  const list = given.value('tensor_list');
  if (list instanceof ListValue) {
    list.items = [given.value('tensor')];
  }
  return null;
}
