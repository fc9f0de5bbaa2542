import type { Expression, Statement } from '../program';

/** The names that statements bind, so that a function that holds them has them as its own. */
export function localNamesOf(statements: readonly Statement[]): ReadonlySet<string> {
  const names = new Set<string>();
  const outer = new Set<string>();
  const visitAll = (block: readonly Statement[]): void => block.forEach(visit);
  const bind = (target: Expression | null): void => {
    if (target?.type === 'name') {
      names.add(target.name);
    } else if (target?.type === 'sequence') {
      target.items.forEach(bind);
    }
  };
  const visit = (statement: Statement): void => {
    switch (statement.type) {
      case 'assign':
        statement.targets.forEach(bind);
        break;
      case 'augmented':
        bind(statement.target);
        break;
      case 'for':
        bind(statement.target);
        visitAll(statement.body);
        visitAll(statement.otherwise);
        break;
      case 'while':
        visitAll(statement.body);
        visitAll(statement.otherwise);
        break;
      case 'if':
        visitAll(statement.consequence);
        visitAll(statement.otherwise);
        break;
      case 'try':
        visitAll(statement.body);
        visitAll(statement.otherwise);
        visitAll(statement.finally);
        for (const { body } of statement.handlers) {
          visitAll(body);
        }
        break;
      case 'with':
        for (const { target } of statement.items) {
          bind(target);
        }
        visitAll(statement.body);
        break;
      case 'function':
      case 'class':
        names.add(statement.definition.name);
        break;
      case 'outerNames':
        for (const name of statement.names) {
          outer.add(name);
        }
        break;
    }
  };
  visitAll(statements);
  return new Set([...names].filter((name) => !outer.has(name)));
}
