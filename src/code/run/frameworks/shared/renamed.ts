import { builtin } from '../../language/signature';
import type { Builtin, Value } from '../../language/values';

/**
 * A function under the name and with the parameters of another library.
 *
 * @param parameters theirs in their order, each with ours behind a colon where it has another name, and with their default
 *   where it is another: `input_tensor:x axis=-1`. `name` is taken and ignored.
 */
export function renamed(own: Builtin, name: string, parameters: string): Builtin {
  const pairs = parameters.split(' ').map((part) => {
    const [names = '', value] = part.split('=');
    const [theirs = '', ours = theirs] = names.split(':');
    return { theirs, ours, value };
  });
  const signature = [...pairs, { theirs: 'name', value: undefined }]
    .map(({ theirs, value = 'None' }) => `${theirs}=${value}`)
    .join(', ');
  return builtin(name, signature, (given) => {
    const keywords = new Map<string, Value>();
    for (const { theirs, ours, value } of pairs) {
      if (given.has(theirs) || value !== undefined) {
        keywords.set(ours, given.value(theirs));
      }
    }
    return own.run({ positional: [], keywords }, given.machine, given.place);
  });
}

/**
 * Functions of a table of renamings.
 *
 * @param table by their name: our name, a space, and the parameters as `renamed` takes them
 */
export function renamedAll(
  functions: readonly Builtin[],
  table: Readonly<Record<string, string>>,
): readonly Builtin[] {
  return Object.entries(table).map(([name, text]) => {
    const [ours = '', ...parameters] = text.split(' ');
    const own = functions.find((each) => each.name === ours);
    if (!own) {
      throw new Error(`${name} stands for ${ours}, which is no function.`);
    }
    return renamed(own, name, parameters.join(' '));
  });
}
