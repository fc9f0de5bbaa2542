import * as vscode from 'vscode';

/** The scheme of the pages' addresses: hovers of diagnostics follow no links to commands, and no network is needed. */
export const RULES_SCHEME = 'focal-loss-rules';

/** The address of the page on a rule. */
export function addressOfRule(rule: string): vscode.Uri {
  return vscode.Uri.from({ scheme: RULES_SCHEME, path: `/${rule}.md` });
}
