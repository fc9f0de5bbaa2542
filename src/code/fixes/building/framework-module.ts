import type { SourceFile } from '../../syntax/source-file';

/** The text by which a file may name a module that it imports, itself or within a package; undefined if it does not. */
export function frameworkModule({ names }: SourceFile, module: string): string | undefined {
  const parts = module.split('.');
  for (let count = parts.length; count > 0; count--) {
    const [name] = names.namesFor((qualified) => qualified === parts.slice(0, count).join('.'));
    if (name !== undefined) {
      return [name, ...parts.slice(count)].join('.');
    }
  }
  return undefined;
}

/** The name by which a file of TypeScript calls TensorFlow.js. */
export function tensorFlowJs({ names }: SourceFile): string | undefined {
  const isTensorFlow = (qualified: string): boolean => /^@tensorflow\/tfjs(?:-\w+)*$/.test(qualified);
  return [...names.namesFor(isTensorFlow)].find((name) => name !== '*');
}
