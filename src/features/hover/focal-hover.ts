import * as vscode from 'vscode';
import { biasConstantAt } from '../../code/losses/bias-constant';
import type { FocalSite } from '../../code/losses/focal-site';
import { focalSiteAt, focalSites } from '../../code/losses/focal-sites';
import { explainBias } from '../../code/meaning/bias-meaning';
import type { ThemeKind } from '../../code/meaning/curve-image';
import { explainSite } from '../../code/meaning/explanation';
import { definedElsewhere, explainLoss, explainParameter } from '../../code/meaning/judged-loss';
import type { DiagnosedLoss } from '../../code/rules/diagnose';
import type { SourceFile } from '../../code/syntax/source-file';
import { isConfigurationDocument } from '../code-text';
import type { JudgedDocuments } from '../losses/judged-documents';
import { messages } from '../messages';
import type { ParsedDocuments } from '../parsed-documents';
import { projectVersion } from './project-versions';

/** A name in the code. */
const NAME = /[\p{L}_][\p{L}\p{N}_]*/u;

/**
 * Shows the explanation of α and γ of focal losses, and of the bias that a head starts with, in Python, TypeScript,
 * JavaScript and configurations. Of a loss that the file defines, it says what the run showed, on its name too.
 */
export class FocalHover implements vscode.HoverProvider {
  private readonly documents: ParsedDocuments;
  private readonly judged: JudgedDocuments;
  private readonly sites = new WeakMap<SourceFile, FocalSite[]>();

  constructor(documents: ParsedDocuments, judged: JudgedDocuments) {
    this.documents = documents;
    this.judged = judged;
  }

  async provideHover(
    document: vscode.TextDocument,
    position: vscode.Position,
    token: vscode.CancellationToken,
  ): Promise<vscode.Hover | undefined> {
    if (isConfigurationDocument(document)) {
      return this.hoverInConfiguration(document, position, token);
    }
    const code = await this.documents.getAround(document, token);
    if (!code || token.isCancellationRequested) {
      return undefined;
    }
    const sites = this.sitesOf(code.file);
    const offset = code.start + document.offsetAt(position);
    const found = focalSiteAt(sites, offset);
    const name = nameAt(document, position);
    const callee = found ? found.callee : name;
    const original = found?.convention ? undefined : originalName(callee, code.file);
    const hoverOn = (text: string, { range: { start, end } }: Pick<FocalSite, 'range'>) => {
      const [first, behind] = [start, end].map((at) => document.positionAt(at - code.start));
      return first && behind && new vscode.Hover(markdown(text), new vscode.Range(first, behind));
    };
    const bias = found ? undefined : biasConstantAt(code.file, offset);
    if (bias) {
      return hoverOn(explainBias(bias, sites, messages()), bias);
    }
    const site = await withVersion(found, document);
    const use = { offset: document.offsetAt(position), names: callee === undefined ? [] : [callee] };
    const used = await this.judged.at(document, use, token);
    if (!used) {
      return undefined;
    }
    const { losses } = used;
    const isDefinedHere = definitionNamed(callee, losses) !== undefined;
    const place = original === undefined || isDefinedHere ? undefined : used.definitionOf(original);
    const elsewhere = place ? definedElsewhere(place, messages()) : '';
    const uri = document.uri.toString();
    if (!site) {
      const hover = hoverOnName(document, position, losses, uri);
      hover?.contents.push(...(elsewhere === '' ? [] : [markdown(elsewhere)]));
      return hover;
    }
    const loss = lossOfSite(site, site.range.start - code.start, losses);
    const text = loss
      ? explainParameter(site, { loss, address: addressOf(loss, uri) }, themeKind(), messages())
      : explainSite(site, themeKind(), messages());
    return hoverOn([text, elsewhere].join('\n\n').trim(), site);
  }

  private async hoverInConfiguration(
    document: vscode.TextDocument,
    position: vscode.Position,
    token: vscode.CancellationToken,
  ): Promise<vscode.Hover | undefined> {
    const sites = await this.judged.sitesOf(document);
    const site = await withVersion(focalSiteAt(sites, document.offsetAt(position)), document);
    const losses = await this.judged.get(document, token);
    if (!site) {
      return hoverOnName(document, position, losses, null);
    }
    const loss = lossOfSite(site, site.range.start, losses);
    const text = loss
      ? explainParameter(site, { loss, address: null }, themeKind(), messages())
      : explainSite(site, themeKind(), messages());
    const { start, end } = site.range;
    return new vscode.Hover(
      markdown(text),
      new vscode.Range(document.positionAt(start), document.positionAt(end)),
    );
  }

  private sitesOf(file: SourceFile): FocalSite[] {
    const known = this.sites.get(file) ?? focalSites(file);
    this.sites.set(file, known);
    return known;
  }
}

/** The name under which another file defines what this one imports, perhaps under a name of its own. */
function originalName(callee: string | undefined, { names }: SourceFile): string | undefined {
  return callee === undefined ? undefined : (names.candidates([callee])[0]?.split('.').at(-1) ?? callee);
}

function nameAt(document: vscode.TextDocument, position: vscode.Position): string | undefined {
  const range = document.getWordRangeAtPosition(position, NAME);
  return range && document.getText(range);
}

/** A site that knows the version of its library, where the meaning of α or γ changed with it and the project states one. */
async function withVersion(
  site: FocalSite | undefined,
  document: vscode.TextDocument,
): Promise<FocalSite | undefined> {
  const { changed } = site?.convention ?? {};
  const installed = changed && (await projectVersion(document, changed));
  return site && installed ? { ...site, given: { ...site.given, installed } } : site;
}

/** The loss of the file that a site belongs to: the one around it, or the one that it calls. */
function lossOfSite(
  site: FocalSite,
  start: number,
  losses: readonly DiagnosedLoss[],
): DiagnosedLoss | undefined {
  const around = losses.findLast(({ verdict: { range } }) => range.start <= start && start < range.end);
  return around ?? (site.convention ? undefined : definitionNamed(site.callee, losses));
}

function definitionNamed(
  name: string | undefined,
  losses: readonly DiagnosedLoss[],
): DiagnosedLoss | undefined {
  return losses.findLast(({ verdict }) => verdict.kind === 'definition' && verdict.name === name);
}

/**
 * The hover on the name of a loss: where it is defined and where it is called, there with the values of the call.
 *
 * @param uri of the document; null for a configuration, from which no loss is plotted
 */
function hoverOnName(
  document: vscode.TextDocument,
  position: vscode.Position,
  losses: readonly DiagnosedLoss[],
  uri: string | null,
): vscode.Hover | undefined {
  const range = document.getWordRangeAtPosition(position, NAME);
  const name = range && document.getText(range);
  const offset = document.offsetAt(position);
  const call = losses.findLast(
    ({ verdict: { kind, name: called, range: around } }) =>
      kind !== 'definition' && called === name && around.start <= offset && offset <= around.end,
  );
  const loss = call ?? definitionNamed(name, losses);
  const address = loss && uri !== null ? addressOf(loss, uri) : null;
  return loss && new vscode.Hover(markdown(explainLoss({ loss, address }, messages())), range);
}

function addressOf({ verdict, place }: DiagnosedLoss, uri: string) {
  return { uri, name: verdict.name, place };
}

/** Markdown that may run only the commands of our links. */
function markdown(text: string): vscode.MarkdownString {
  const value = new vscode.MarkdownString(text, true);
  value.supportHtml = true;
  value.isTrusted = { enabledCommands: ['focalLoss.plot', 'focalLoss.plotThisLoss', 'focalLoss.showLine'] };
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
