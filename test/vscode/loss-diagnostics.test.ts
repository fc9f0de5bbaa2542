import { assert } from 'chai';
import * as vscode from 'vscode';

const REVERSED = `import torch
import torch.nn.functional as F

def focal_loss(logits, targets, alpha=0.25, gamma=2.0):
    ce = F.binary_cross_entropy_with_logits(logits, targets, reduction='none')
    p_t = torch.exp(-ce)
    alpha_t = (1 - alpha) * targets + alpha * (1 - targets)
    return (alpha_t * (1 - p_t) ** gamma * ce).mean()
`;

const REVERSED_SCRIPT = `import * as tf from '@tensorflow/tfjs';

export function focalLoss(logits: tf.Tensor, targets: tf.Tensor, alpha = 0.25, gamma = 2): tf.Scalar {
  const p = tf.sigmoid(logits);
  const pT = tf.where(tf.equal(targets, 1), p, tf.sub(1, p));
  const alphaT = tf.where(tf.equal(targets, 1), tf.fill(targets.shape, 1 - alpha), tf.fill(targets.shape, alpha));
  const ce = tf.neg(tf.log(tf.clipByValue(pT, 1e-7, 1)));
  return tf.mean(tf.mul(alphaT, tf.mul(tf.pow(tf.sub(1, pT), gamma), ce)));
}
`;

function problemsOf({ uri }: vscode.TextDocument): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'focal-loss');
}

/** Awaits this number of problems; the test ends in time if they never come. */
async function rulesOf(document: vscode.TextDocument, count: number): Promise<unknown[]> {
  while (problemsOf(document).length !== count) {
    await new Promise<void>((resolve) => {
      const listening = vscode.languages.onDidChangeDiagnostics(() => {
        listening.dispose();
        resolve();
      });
    });
  }
  return problemsOf(document).map(ruleOf);
}

/** Awaits a tab whose label has these words; the test ends in time if it never comes. */
async function tabNamed(words: string): Promise<vscode.Tab> {
  const tabs = (): vscode.Tab[] => vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  for (;;) {
    const found = tabs().find(({ label }) => label.includes(words));
    if (found) {
      return found;
    }
    await new Promise<void>((resolve) => {
      const listening = vscode.window.tabGroups.onDidChangeTabs(() => {
        listening.dispose();
        resolve();
      });
    });
  }
}

/** The id of the rule of a problem. */
function ruleOf({ code }: vscode.Diagnostic): unknown {
  return typeof code === 'object' ? code.value : code;
}

/** The resolved actions of a kind at a place. */
async function actionsAt(
  { uri }: vscode.TextDocument,
  place: vscode.Range | undefined,
  kind: vscode.CodeActionKind,
): Promise<vscode.CodeAction[]> {
  const most = 10;
  return vscode.commands.executeCommand('vscode.executeCodeActionProvider', uri, place, kind.value, most);
}

describe('the problems of a focal loss', () => {
  before(async () => {
    await vscode.extensions.getExtension('focal-loss.focal-loss')?.activate();
  });

  it('stand at the code that causes them, follow edits and can be ignored', async () => {
    const document = await vscode.workspace.openTextDocument({ language: 'python', content: REVERSED });
    assert.deepEqual(await rulesOf(document, 1), ['alpha-on-negatives']);
    const [problem] = problemsOf(document);
    assert.strictEqual(problem?.severity, vscode.DiagnosticSeverity.Error);
    assert.strictEqual(problem?.range.start.line, 6);
    assert.strictEqual(document.getText(problem?.range), '(1 - alpha) * targets + alpha * (1 - targets)');

    const offered = await actionsAt(document, problemsOf(document)[0]?.range, vscode.CodeActionKind.QuickFix);
    const ignore = offered.find(({ title }) => title === 'Ignore alpha-on-negatives in this line');
    await vscode.workspace.applyEdit(ignore?.edit ?? new vscode.WorkspaceEdit());
    assert.match(document.lineAt(6).text, / {2}# focal-loss: ignore\[alpha-on-negatives\]$/);
    assert.deepEqual(await rulesOf(document, 0), []);
  });

  it('are not those of a text that nobody writes, such as the other side of a comparison', async () => {
    const provider = vscode.workspace.registerTextDocumentContentProvider('commit', {
      provideTextDocumentContent: () => REVERSED,
    });
    const old = await vscode.workspace.openTextDocument(vscode.Uri.parse('commit:/loss.py'));
    assert.strictEqual(old.languageId, 'python');
    const lenses = await vscode.commands.executeCommand('vscode.executeCodeLensProvider', old.uri, 10);
    assert.deepEqual(lenses, []);
    const later = await vscode.workspace.openTextDocument({ language: 'python', content: REVERSED });
    await rulesOf(later, 1);
    assert.deepEqual(problemsOf(old), []);
    provider.dispose();
  });

  it('stand in configurations, notebooks and TypeScript too, and in no other YAML or JSON', async () => {
    const open = (language: string, content: string): Thenable<vscode.TextDocument> =>
      vscode.workspace.openTextDocument({ language, content });
    const yaml = await open('yaml', 'loss:\n  type: FocalLoss\n  alpha: 25\n  gamma: 2.0\n');
    const json = await open('json', '{"loss": {"_target_": "monai.losses.FocalLoss", "gamma": -2.0}}');
    const other = await open('json', '{"scheduler": {"gamma": -0.1}, "alpha": 25}');
    const script = await open('typescript', REVERSED_SCRIPT);
    const cell = new vscode.NotebookCellData(vscode.NotebookCellKind.Code, REVERSED, 'python');
    const notebook = await vscode.workspace.openNotebookDocument(
      'jupyter-notebook',
      new vscode.NotebookData([cell]),
    );
    assert.deepEqual(await rulesOf(yaml, 1), ['alpha-range']);
    assert.strictEqual(yaml.getText(problemsOf(yaml)[0]?.range), 'alpha: 25');
    assert.deepEqual(await rulesOf(json, 1), ['gamma-negative']);
    assert.sameMembers(await rulesOf(script, 2), ['alpha-on-negatives', 'eps-bias']);
    assert.deepEqual(await rulesOf(notebook.cellAt(0).document, 1), ['alpha-on-negatives']);
    assert.deepEqual(problemsOf(other), []);

    await vscode.window.showTextDocument(yaml);
    const [fix] = await actionsAt(yaml, problemsOf(yaml)[0]?.range, vscode.CodeActionKind.QuickFix);
    assert.strictEqual(fix?.title, 'Write α as a share of 1');
    await vscode.workspace.applyEdit(fix?.edit ?? new vscode.WorkspaceEdit());
    assert.include(yaml.getText(), '  alpha: 0.25\n  gamma: 2.0');
    assert.deepEqual(await rulesOf(yaml, 0), []);
    const [all] = await actionsAt(json, problemsOf(json)[0]?.range, vscode.CodeActionKind.SourceFixAll);
    await vscode.workspace.applyEdit(all?.edit ?? new vscode.WorkspaceEdit());
    assert.include(json.getText(), '"gamma": 2.0}');
    assert.deepEqual(await rulesOf(json, 0), []);
  });

  it('are fixed at their place, all together, and back in one step', async () => {
    const faulty = REVERSED.replace('.mean()', '.sum() / targets.sum()');
    const document = await vscode.workspace.openTextDocument({ language: 'python', content: faulty });
    assert.sameMembers(await rulesOf(document, 2), ['alpha-on-negatives', 'zero-positives']);
    await vscode.window.showTextDocument(document);
    const place = problemsOf(document).find((problem) => ruleOf(problem) === 'alpha-on-negatives')?.range;

    const offered = await actionsAt(document, place, vscode.CodeActionKind.QuickFix);
    const [single] = offered;
    assert.match(single?.title ?? '', /^Weight positives by α .*a positive: 0\.\d+ → 0\.\d+/);
    await vscode.workspace.applyEdit(single?.edit ?? new vscode.WorkspaceEdit());
    assert.include(document.getText(), 'alpha * targets + (1 - alpha) * (1 - targets)');
    assert.deepEqual(await rulesOf(document, 1), ['zero-positives']);
    await vscode.commands.executeCommand('undo');
    assert.strictEqual(document.getText(), faulty);
    await rulesOf(document, 2);

    const [all] = await actionsAt(document, place, vscode.CodeActionKind.SourceFixAll);
    await vscode.workspace.applyEdit(all?.edit ?? new vscode.WorkspaceEdit());
    assert.include(document.getText(), 'alpha * targets + (1 - alpha) * (1 - targets)');
    assert.include(document.getText(), '.sum() / targets.sum().clamp(min=1)');
    assert.deepEqual(await rulesOf(document, 0), []);
    await vscode.commands.executeCommand('undo');
    assert.strictEqual(document.getText(), faulty);
  });

  it('are fixed in the text as it is then, where a person goes on to type', async () => {
    const faulty = REVERSED.replace('.mean()', '.sum() / targets.sum()');
    const document = await vscode.workspace.openTextDocument({ language: 'python', content: faulty });
    await rulesOf(document, 2);
    const offered = await actionsAt(document, problemsOf(document)[0]?.range, vscode.CodeActionKind.QuickFix);
    const all = offered.find(({ title }) => title === 'Fix all that Focal Loss can fix');
    assert.ok(all?.command, 'nothing fixes all');
    const { command, arguments: given = [] } = all.command;
    const fixing = vscode.commands.executeCommand(command, ...given);
    const typed = new vscode.WorkspaceEdit();
    typed.insert(document.uri, new vscode.Position(0, 0), '# typed\n');
    await vscode.workspace.applyEdit(typed);
    await fixing;
    const mended = faulty
      .replace(
        '(1 - alpha) * targets + alpha * (1 - targets)',
        'alpha * targets + (1 - alpha) * (1 - targets)',
      )
      .replace('/ targets.sum()', '/ targets.sum().clamp(min=1)');
    assert.strictEqual(document.getText(), `# typed\n${mended}`);
  });

  it('link to the page on their rule, which opens without a network', async () => {
    const document = await vscode.workspace.openTextDocument({ language: 'python', content: REVERSED });
    await rulesOf(document, 1);
    const code = problemsOf(document)[0]?.code;
    assert.ok(typeof code === 'object');
    // As the hover of a problem opens it, which follows no link to a command.
    await vscode.commands.executeCommand('vscode.open', code.target);
    const tab = await tabNamed('alpha-on-negatives');
    assert.instanceOf(tab.input, vscode.TabInputCustom);
    await vscode.window.tabGroups.close(tab);

    const page = new TextDecoder().decode(await vscode.workspace.fs.readFile(code.target));
    const [, picture = ''] = /!\[.*\]\((.*)\)/.exec(page) ?? [];
    const address = code.target.with({ path: `/${picture}` });
    assert.include(new TextDecoder().decode(await vscode.workspace.fs.readFile(address)), '<svg');
  });

  it('have the severity of the settings', async () => {
    const document = await vscode.workspace.openTextDocument({ language: 'python', content: REVERSED });
    await rulesOf(document, 1);
    const settings = vscode.workspace.getConfiguration('focalLoss.diagnostics');
    const { Workspace } = vscode.ConfigurationTarget;
    await settings.update('severity', { 'alpha-on-negatives': 'off' }, Workspace);
    assert.deepEqual(await rulesOf(document, 0), []);
    await settings.update('severity', { 'alpha-on-negatives': 'hint' }, Workspace);
    await rulesOf(document, 1);
    assert.strictEqual(problemsOf(document)[0]?.severity, vscode.DiagnosticSeverity.Hint);
    await settings.update('severity', undefined, Workspace);
  });

  it('are those of all files after Lint Workspace, and stay until a file is deleted', async () => {
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    assert.isDefined(folder);
    const file = vscode.Uri.joinPath(folder.uri, 'reversed.py');
    const binary = vscode.Uri.joinPath(folder.uri, 'binary.py');
    await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(REVERSED));
    await vscode.workspace.fs.writeFile(binary, new TextEncoder().encode(`${REVERSED}\0`));
    const counts = await vscode.commands.executeCommand<{
      losses: number;
      errors: number;
      leftOut: readonly string[];
    }>('focalLoss.lintWorkspace');
    const [one, other] = await Promise.all([
      vscode.commands.executeCommand('focalLoss.lintWorkspace'),
      vscode.commands.executeCommand('focalLoss.lintWorkspace'),
    ]);
    assert.strictEqual(one, other, 'one run, where it is asked for twice');
    assert.deepEqual(counts.leftOut, ['binary.py']);
    await vscode.workspace.fs.delete(binary);
    const isOfFile = (uri: vscode.Uri): boolean => uri.toString() === file.toString();
    const [, problems = []] = vscode.languages.getDiagnostics().find(([uri]) => isOfFile(uri)) ?? [];
    assert.lengthOf(problems, 1);
    assert.isAtLeast(counts.losses, 2);
    assert.isAtLeast(counts.errors, 2);
    const train = vscode.languages.getDiagnostics(vscode.Uri.joinPath(folder.uri, 'train.py'));
    const related = train.flatMap(({ relatedInformation = [] }) => relatedInformation);
    assert.deepEqual(
      related.map(({ location }) => location.range.start.line),
      [28],
    );
    await vscode.workspace.fs.delete(file);
    while (vscode.languages.getDiagnostics(file).length > 0) {
      await new Promise<void>((resolve) => {
        const listening = vscode.languages.onDidChangeDiagnostics(() => {
          listening.dispose();
          resolve();
        });
      });
    }
  });
});
