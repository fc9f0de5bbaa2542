/*
 * The program that the evaluator runs: the small part of a language in which losses are written, as plain data. A reader of
 * each language makes it from its parse tree, which may be freed afterwards.
 */

import type { Constant } from './constant';
import type {
  BinaryOperator,
  ComparisonOperator,
  PrefixOperator,
  ScriptOperator,
  UnaryOperator,
} from './operators';

/** The place of a piece of the program in its file. */
export interface Place {
  /** From 1. */
  readonly line: number;
  /** Offsets in UTF-16 code units. */
  readonly start: number;
  readonly end: number;
  /** The other file of the workspace that it stands in; absent in the file that is judged. */
  readonly file?: string;
  /** Where it happened in another file to which the code at this place led. */
  readonly elsewhere?: OtherPlace;
}

/** A line of another file of the workspace. */
export interface OtherPlace {
  readonly file: string;
  /** From 1. */
  readonly line: number;
}

/** The place of everything in the losses of libraries that the evaluator brings along: a call of them has the place that counts. */
export const LIBRARY_PLACE: Place = { line: 0, start: 0, end: 0 };

export type Expression = { readonly place: Place } & (
  | { readonly type: 'constant'; readonly value: Constant }
  | { readonly type: 'name'; readonly name: string }
  | { readonly type: 'attribute'; readonly object: Expression; readonly name: string }
  | { readonly type: 'call'; readonly callee: Expression; readonly arguments: readonly Argument[] }
  | {
      readonly type: 'binary';
      readonly operator: BinaryOperator;
      readonly left: Expression;
      readonly right: Expression;
    }
  | { readonly type: 'unary'; readonly operator: UnaryOperator; readonly operand: Expression }
  | {
      readonly type: 'comparison';
      readonly first: Expression;
      readonly rest: readonly { readonly operator: ComparisonOperator; readonly operand: Expression }[];
    }
  | {
      readonly type: 'logical';
      /** `??` is of JavaScript alone. */
      readonly operator: 'and' | 'or' | '??';
      readonly left: Expression;
      readonly right: Expression;
    }
  | {
      readonly type: 'conditional';
      readonly test: Expression;
      readonly consequence: Expression;
      readonly otherwise: Expression;
    }
  | { readonly type: 'subscript'; readonly object: Expression; readonly index: Expression }
  | {
      readonly type: 'slice';
      readonly start: Expression | null;
      readonly stop: Expression | null;
      readonly step: Expression | null;
    }
  | { readonly type: 'sequence'; readonly form: SequenceForm; readonly items: readonly Expression[] }
  | { readonly type: 'spread'; readonly value: Expression }
  | {
      readonly type: 'mapping';
      /** A null key unpacks the value. */
      readonly entries: readonly { readonly key: Expression | null; readonly value: Expression }[];
    }
  | {
      readonly type: 'comprehension';
      readonly form: SequenceForm | 'mapping';
      /** The key of a mapping's entry. */
      readonly key: Expression | null;
      readonly element: Expression;
      readonly clauses: readonly ComprehensionClause[];
    }
  | { readonly type: 'lambda'; readonly definition: FunctionDefinition }
  | { readonly type: 'template'; readonly parts: readonly (string | TemplatePart)[] }
  | { readonly type: 'assignment'; readonly name: string; readonly value: Expression }
  | ScriptExpression
  | { readonly type: 'unsupported'; readonly what: string }
);

export type ExpressionOf<Type extends Expression['type']> = Extract<Expression, { readonly type: Type }>;

export type SequenceForm = 'list' | 'tuple' | 'set';

export interface TemplatePart {
  readonly value: Expression;
  /** The text after the colon. */
  readonly format: string;
}

export type ComprehensionClause =
  | { readonly type: 'for'; readonly target: Expression; readonly items: Expression }
  | { readonly type: 'if'; readonly test: Expression };

export interface Argument {
  readonly kind: 'positional' | 'keyword' | 'list' | 'mapping';
  /** The name of a keyword argument; null for others. */
  readonly name: string | null;
  readonly value: Expression;
}

export interface Parameter {
  readonly name: string;
  /** `list` is `*name`, `mapping` is `**name`. */
  readonly kind: 'usual' | 'positionalOnly' | 'keywordOnly' | 'list' | 'mapping';
  readonly default: Expression | null;
  /** The pattern that takes the argument apart, as `{ alpha, gamma }` of JavaScript. */
  readonly pattern?: Expression;
  /** The annotation's text. */
  readonly annotation: string | null;
  readonly place: Place;
}

export interface FunctionDefinition {
  readonly name: string;
  readonly parameters: readonly Parameter[];
  readonly body: readonly Statement[];
  /** The names that the body binds, which are never those of the module; absent where the language has declarations. */
  readonly localNames?: ReadonlySet<string>;
  readonly decorators: readonly Expression[];
  readonly isGenerator: boolean;
  /** True for an arrow function of JavaScript, which sees the `this` around it. */
  readonly isArrow?: true;
  readonly place: Place;
}

export interface ClassDefinition {
  readonly name: string;
  readonly bases: readonly Argument[];
  readonly body: readonly Statement[];
  readonly decorators: readonly Expression[];
  /** Methods and fields as JavaScript has them; the body is empty then. */
  readonly members?: readonly ClassMember[];
  readonly place: Place;
}

export type Statement = { readonly place: Place } & (
  | { readonly type: 'expression'; readonly value: Expression }
  | {
      readonly type: 'assign';
      readonly targets: readonly Expression[];
      readonly value: Expression;
      /** The text of `name: type = value`. */
      readonly annotation?: string;
    }
  | {
      readonly type: 'augmented';
      readonly operator: BinaryOperator;
      readonly target: Expression;
      readonly value: Expression;
    }
  /** `name: type` without a value. */
  | { readonly type: 'declaration'; readonly target: Expression; readonly annotation?: string }
  | { readonly type: 'return'; readonly value: Expression | null }
  | {
      readonly type: 'if';
      readonly test: Expression;
      readonly consequence: readonly Statement[];
      readonly otherwise: readonly Statement[];
    }
  | {
      readonly type: 'for';
      readonly target: Expression;
      readonly items: Expression;
      readonly body: readonly Statement[];
      readonly otherwise: readonly Statement[];
    }
  | {
      readonly type: 'while';
      readonly test: Expression;
      readonly body: readonly Statement[];
      readonly otherwise: readonly Statement[];
    }
  | { readonly type: 'break' }
  | { readonly type: 'continue' }
  | { readonly type: 'pass' }
  | { readonly type: 'raise'; readonly exception: Expression | null }
  | { readonly type: 'assert'; readonly test: Expression; readonly message: Expression | null }
  | {
      readonly type: 'try';
      readonly body: readonly Statement[];
      readonly handlers: readonly Handler[];
      readonly otherwise: readonly Statement[];
      readonly finally: readonly Statement[];
    }
  | {
      readonly type: 'with';
      readonly items: readonly { readonly value: Expression; readonly target: Expression | null }[];
      readonly body: readonly Statement[];
    }
  | { readonly type: 'function'; readonly definition: FunctionDefinition }
  | { readonly type: 'class'; readonly definition: ClassDefinition }
  /** `module` keeps its leading dots; `names` is null for `import module`, and `*` imports everything. */
  | {
      readonly type: 'import';
      readonly module: string;
      readonly names: readonly { readonly name: string; readonly local: string }[] | null;
      /** The name that `import module` binds. */
      readonly local: string;
    }
  | { readonly type: 'delete'; readonly targets: readonly Expression[] }
  | { readonly type: 'outerNames'; readonly names: readonly string[]; readonly scope: 'global' | 'nonlocal' }
  | ScriptStatement
  | { readonly type: 'unsupported'; readonly what: string }
);

export type StatementOf<Type extends Statement['type']> = Extract<Statement, { readonly type: Type }>;

export interface Handler {
  /** Null catches everything. */
  readonly exception: Expression | null;
  readonly name: string | null;
  readonly body: readonly Statement[];
  readonly place: Place;
}

/** An expression that only JavaScript has. */
type ScriptExpression =
  | {
      readonly type: 'operation';
      readonly operator: ScriptOperator;
      readonly left: Expression;
      readonly right: Expression;
    }
  | { readonly type: 'prefix'; readonly operator: PrefixOperator; readonly operand: Expression }
  | { readonly type: 'new'; readonly callee: Expression; readonly arguments: readonly Argument[] }
  | { readonly type: 'object'; readonly members: readonly ObjectMember[] }
  /** `target = value`; `gives` says whether the value is that before or after it. */
  | {
      readonly type: 'change';
      readonly target: Expression;
      readonly operator: ScriptOperator | 'and' | 'or' | '??' | null;
      readonly value: Expression;
      readonly gives: 'before' | 'after';
    }
  /** `object?.…`: the rest of the chain finds the object under the name `CHAINED`. */
  | { readonly type: 'optional'; readonly object: Expression; readonly rest: Expression }
  | { readonly type: 'commas'; readonly items: readonly Expression[] }
  | { readonly type: 'classExpression'; readonly definition: ClassDefinition }
  /** Only as a target. */
  | {
      readonly type: 'objectPattern';
      readonly properties: readonly { readonly key: Expression; readonly target: Expression }[];
      readonly rest: Expression | null;
    }
  | { readonly type: 'arrayPattern'; readonly items: readonly (Expression | null)[] }
  | { readonly type: 'withDefault'; readonly target: Expression; readonly default: Expression };

/** The name that the rest of an optional chain finds its object under; no program can write it. */
export const CHAINED = '<chained>';

export interface ObjectMember {
  readonly kind: 'value' | 'getter' | 'setter' | 'spread';
  /** Null for a spread. */
  readonly key: Expression | null;
  readonly value: Expression;
}

export interface ClassMember {
  readonly kind: 'method' | 'getter' | 'setter' | 'field';
  readonly isStatic: boolean;
  readonly key: Expression;
  /** A function, or the value of a field; null for a field without one. */
  readonly value: Expression | null;
}

type ScriptStatement =
  | {
      readonly type: 'declare';
      readonly kind: 'let' | 'var';
      readonly declarations: readonly { readonly target: Expression; readonly value: Expression | null }[];
    }
  | { readonly type: 'block'; readonly body: readonly Statement[] }
  /** `for (initial; test; update)`, and `do … while` with `isTestedAfter`. */
  | {
      readonly type: 'loop';
      readonly initial: Statement | null;
      readonly test: Expression | null;
      readonly update: Expression | null;
      readonly isTestedAfter: boolean;
      readonly body: readonly Statement[];
    }
  | {
      readonly type: 'each';
      readonly form: 'of' | 'in';
      readonly declares: 'let' | 'var' | null;
      readonly target: Expression;
      readonly items: Expression;
      readonly body: readonly Statement[];
    }
  | {
      readonly type: 'catch';
      readonly body: readonly Statement[];
      /** Null without a `catch`. */
      readonly handler: { readonly target: Expression | null; readonly body: readonly Statement[] } | null;
      readonly finally: readonly Statement[];
    }
  | {
      readonly type: 'switch';
      readonly value: Expression;
      /** Null is `default`. */
      readonly cases: readonly { readonly test: Expression | null; readonly body: readonly Statement[] }[];
    };
