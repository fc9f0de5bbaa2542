/** The files of `examples/` that come with the extension. A list, since an extension on the web cannot list its folders. */
export const EXAMPLE_FILES = [
  'README.md',
  'train.py',
  'train.ts',
  'faulty_losses.py',
  'loss_config.yaml',
  'data/focal_epoch16.npz',
  'data/focal_one_canvas.json',
  'broken/logits_without_targets.npz',
  'broken/not_finite.npz',
  'broken/probabilities_as_logits.npz',
  'broken/shape_mismatch.npz',
  'broken/strings.json',
  'broken/truncated.npy',
] as const;

export type ExampleFile = (typeof EXAMPLE_FILES)[number];
