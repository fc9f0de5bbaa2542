import * as vscode from 'vscode';
import { biasConstantAt } from '../../code/losses/bias-constant';
import type { FocalSite } from '../../code/losses/focal-site';
import { focalSiteAt, focalSites } from '../../code/losses/focal-sites';
import { explainBias } from '../../code/meaning/bias-meaning';
import type { ThemeKind } from '../../code/meaning/curve-image';
import { explainSite } from '../../code/meaning/explanation';
import type { SourceFile } from '../../code/syntax/source-file';
import { messages } from '../messages';
import type { ParsedDocuments } from '../parsed-documents';

/** Shows the explanation of α and γ of focal losses, and of the bias that a head starts with, in Python, TypeScript and JavaScript. */
export class FocalHover implements vscode.HoverProvider {
  private readonly documents: ParsedDocuments;
  private readonly sites = new WeakMap<SourceFile, FocalSite[]>();

  constructor(documents: ParsedDocuments) {
    this.documents = documents;
  }

  async provideHover(
    document: vscode.TextDocument,
    position: vscode.Position,
    token: vscode.CancellationToken,
  ): Promise<vscode.Hover | undefined> {
    const code = await this.documents.getAround(document, token);
    if (!code || token.isCancellationRequested) {
      return undefined;
    }
    const sites = this.sitesOf(code.file);
    const offset = code.start + document.offsetAt(position);
    const site = focalSiteAt(sites, offset);
    const hoverOn = (text: string, { range: { start, end } }: Pick<FocalSite, 'range'>) => {
      const [first, behind] = [start, end].map((at) => document.positionAt(at - code.start));
      return first && behind && new vscode.Hover(markdown(text), new vscode.Range(first, behind));
    };
    if (site !== undefined) {
      return hoverOn(explainSite(site, themeKind(), messages()), site);
    }
    const bias = biasConstantAt(code.file, offset);
    return bias && hoverOn(explainBias(bias, sites, messages()), bias);
  }

  private sitesOf(file: SourceFile): FocalSite[] {
    const known = this.sites.get(file) ?? focalSites(file);
    this.sites.set(file, known);
    return known;
  }
}

/** Markdown that may run only the command of our links. */
function markdown(text: string): vscode.MarkdownString {
  const value = new vscode.MarkdownString(text, true);
  value.supportHtml = true;
  value.isTrusted = { enabledCommands: ['focalLoss.plot'] };
  return value;
}

function themeKind(): ThemeKind {
  switch (vscode.window.activeColorTheme.kind) {
    case vscode.ColorThemeKind.Light:
      return 'light';
    case vscode.ColorThemeKind.HighContrastLight:
      return 'highContrastLight';
    case vscode.ColorThemeKind.HighContrast:
      return 'highContrastDark';
    case vscode.ColorThemeKind.Dark:
      return 'dark';
  }
}
