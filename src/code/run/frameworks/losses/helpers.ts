/** A small function that losses call and that many repositories have a copy of, under the same name. */
export const HELPERS = {
  text: `
import torch


def one_hot_embedding(labels, num_classes):
    return torch.eye(num_classes)[labels]
`,
  names: { 'helpers.one_hot_embedding': 'one_hot_embedding' },
};

/** The functions that these names mean also where they come from a file that is not known. */
const COPIED: ReadonlyMap<string, string> = new Map([
  ['weight_reduce_loss', 'mmdet.models.losses.utils.weight_reduce_loss'],
  ['weighted_loss', 'mmdet.models.losses.utils.weighted_loss'],
  ['one_hot_embedding', 'helpers.one_hot_embedding'],
  ['calc_iou', 'torchvision.ops.box_iou'],
  ['box_iou', 'torchvision.ops.box_iou'],
]);

/** The path of the helper that an import of an unknown module most likely means; null for another name. */
export function copiedHelper(path: string): string | null {
  return COPIED.get(path.split('.').at(-1) ?? '') ?? null;
}
