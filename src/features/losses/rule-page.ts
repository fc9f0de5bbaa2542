import * as vscode from 'vscode';

/** Opens the page on a rule. */
const SHOW_RULE = 'focalLoss.showRule';

/** The address of the page on a rule, for links of VS Code. It works without a network. */
export function addressOfRule(rule: string): vscode.Uri {
  return vscode.Uri.parse(`command:${SHOW_RULE}?${encodeURIComponent(JSON.stringify([rule]))}`);
}

/** Registers the command behind the links to the pages on the rules. */
export function registerRulePages({ extensionUri, subscriptions }: vscode.ExtensionContext): void {
  subscriptions.push(
    vscode.commands.registerCommand(SHOW_RULE, async (rule: unknown) => {
      const name = typeof rule === 'string' && /^[a-z0-9-]+$/.test(rule) ? rule : 'README';
      const page = vscode.Uri.joinPath(extensionUri, 'docs', 'rules', `${name}.md`);
      await vscode.commands.executeCommand('markdown.showPreview', page);
    }),
  );
}
