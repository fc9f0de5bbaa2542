import type { Node } from '@vscode/tree-sitter-wasm';
import { ancestors, isSame } from '../../syntax/tree';
import type { Evaluator } from './evaluator';
import type { ModuleForms } from './module-scope';
import type { Parameter } from './program';
import type { Scope } from './scope';
import type { ClassValue, Names, Value } from './values';

/** The forms by which the functions and classes of a language bind names. */
export interface FormsAround extends Pick<ModuleForms, 'namesBoundBy' | 'read' | 'placeOf'> {
  readonly functions: ReadonlySet<string>;
  readonly classes: ReadonlySet<string>;
  /** Types of the statements whose own statements belong to the function like those around them. */
  readonly transparent: ReadonlySet<string>;
  /** Types of the statements that choose among others; they run as a whole. */
  readonly choices: ReadonlySet<string>;
  readonly bodyOf: (definition: Node) => Node | null;
  readonly parametersOf: (definition: Node) => readonly Parameter[];
  /** The names that a statement gives values to anywhere within it; those of functions in it are their own. */
  readonly namesChangedIn: (statement: Node) => readonly string[];
  /** The name of the object within a method; undefined for any other function, and for a static method. */
  readonly objectOf: (definition: Node) => string | undefined;
  readonly constructorOf: (classNode: Node) => Node | undefined;
  /** The parts of a class that give its objects properties, beside the statements of the constructor. */
  readonly fieldsOf: (classNode: Node) => readonly Node[];
  /** The property of the object that a field or a statement gives a value to, and nothing else. */
  readonly propertiesSetBy: (statement: Node) => readonly string[];
  /** The properties that the methods of a class give values to, each as often as they do. */
  readonly propertiesChangedIn: (classNode: Node) => readonly string[];
  /** The property under which a constructor keeps all of its arguments; undefined for one that does not. */
  readonly keptArguments: (initialiser: Node) => string | undefined;
  /** Runs what gives a property its value; `scope` knows the object. */
  readonly setProperty: (statement: Node, scope: Names, evaluator: Evaluator) => void;
  readonly classValue: (classNode: Node, scope: Scope, evaluator: Evaluator) => ClassValue | undefined;
}

/** The arguments of the functions around a definition, with a record of those that the definition asked for. */
export class Surroundings {
  readonly asked = new Set<Parameter>();
  readonly given: ReadonlyMap<string, Value>;
  readonly evaluator: Evaluator;
  readonly forms: FormsAround;

  constructor(given: ReadonlyMap<string, Value>, evaluator: Evaluator, forms: FormsAround) {
    this.given = given;
    this.evaluator = evaluator;
    this.forms = forms;
  }
}

/** True if a node lies in the body of a function or class within `outer`, which has names of its own. */
export function isInInnerDefinition(
  node: Node,
  outer: Node,
  forms: Pick<FormsAround, 'functions' | 'classes'>,
): boolean {
  for (const ancestor of ancestors(node)) {
    if (isSame(ancestor, outer)) {
      return false;
    }
    if (forms.functions.has(ancestor.type) || forms.classes.has(ancestor.type)) {
      return true;
    }
  }
  return false;
}
