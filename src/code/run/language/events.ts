import type { Shape } from '../tensor/shapes';
import type { Place } from './program';

/** An event beside the value while a loss ran. */
export type Happening =
  /** Two operands, neither of one element, gave a shape that is larger than both. */
  | { readonly kind: 'broadcastGrew'; readonly one: Shape; readonly other: Shape; readonly shape: Shape }
  /** A fixed device, such as `.cuda()`. */
  | { readonly kind: 'deviceMove'; readonly device: string }
  /** A value that depends on the predictions went on without its gradient. */
  | { readonly kind: 'detach' }
  /** The power or exponential of something that was summed over the batch before. */
  | { readonly kind: 'reducedBeforePower' }
  /** An attribute of the loss got another value: an array of a number of elements, or something else. */
  | { readonly kind: 'stateChanged'; readonly attribute: string; readonly size: number | null }
  /** A softmax without a dimension, which the framework chooses and warns of. */
  | { readonly kind: 'implicitSoftmaxDimension' }
  /** The program warns. */
  | { readonly kind: 'warning' };

/** A happening with its place in the code. */
export type RunEvent = Happening & { readonly place: Place; readonly phase: RunPhase };

export type RunPhase = 'module' | 'constructor' | 'forward';
