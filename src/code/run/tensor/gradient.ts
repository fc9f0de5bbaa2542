import { GradientFailure } from './failure';
import { rounded, type Tensor } from './tensor';

/**
 * The gradient of a tensor's elements, weighted by `seed`, by one leaf. Gradients are rounded to the type of each tensor
 * on the way, so that they overflow and vanish where the framework's do.
 *
 * @param seed one weight an element of `output`
 * @returns null if the output does not depend on the leaf
 * @throws GradientFailure if an in-place operation has replaced a value that is needed, or an operation has no derivative
 */
export function gradientOf(output: Tensor, seed: Float64Array, leaf: Tensor): Float64Array | null {
  const gradients = new Map<Tensor, Float64Array>([[output, seed]]);
  for (const tensor of inOrder(output)) {
    const gradient = gradients.get(tensor);
    const { history } = tensor;
    if (!gradient || !history || history.inputs.length === 0) {
      continue;
    }
    if (history.saved.some((saved) => saved.isOverwritten)) {
      throw new GradientFailure('A value that the gradient needs was overwritten in place.');
    }
    const parts = history.backward(gradient);
    for (const [place, input] of history.inputs.entries()) {
      const part = parts[place];
      if (part && input.hasGradient) {
        rounded(part, input.dtype);
        const known = gradients.get(input);
        gradients.set(input, known ? rounded(added(known, part), input.dtype) : part);
      }
    }
  }
  return gradients.get(leaf) ?? null;
}

/** The tensors that an output is made of, each before those that it is made of. */
function inOrder(output: Tensor): Tensor[] {
  const finished: Tensor[] = [];
  const seen = new Set<Tensor>();
  const stack: { readonly tensor: Tensor; next: number }[] = [{ tensor: output, next: 0 }];
  seen.add(output);
  for (let top = stack.at(-1); top; top = stack.at(-1)) {
    const input = top.tensor.history?.inputs[top.next];
    top.next++;
    if (!input) {
      finished.push(top.tensor);
      stack.pop();
    } else if (input.hasGradient && !seen.has(input)) {
      seen.add(input);
      stack.push({ tensor: input, next: 0 });
    }
  }
  return finished.reverse();
}

/** A new array: a gradient may be shared by several tensors. */
function added(one: Float64Array, other: Float64Array): Float64Array {
  return one.map((value, index) => value + (other[index] ?? 0));
}
