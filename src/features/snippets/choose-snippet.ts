import * as vscode from 'vscode';
import { SNIPPETS, snippetById, snippetsForLanguage } from '../../snippets/catalogue';
import type { Snippet } from '../../snippets/snippet';
import { messages } from '../messages';

const LAST_CHOICES = 'focalLoss.lastSnippets';

interface SnippetItem extends vscode.QuickPickItem {
  readonly snippet: Snippet;
}

/** Lets the user choose a snippet and remembers the choice for each language. */
export class SnippetChoice {
  private readonly memory: vscode.Memento;

  constructor(memory: vscode.Memento) {
    this.memory = memory;
  }

  /** The snippets for a language, the one chosen last first. */
  inOrder(languageId: string): Snippet[] {
    const snippets = snippetsForLanguage(languageId);
    const last = snippets.find(({ id }) => Object.values(this.last()).includes(id));
    return last ? [last, ...snippets.filter((snippet) => snippet !== last)] : snippets;
  }

  /**
   * @param languageId undefined to choose among the snippets of all languages
   * @param hasValues true to leave out the snippets that take neither α nor γ
   * @returns undefined when the user chose none
   */
  async ask(languageId: string | undefined, hasValues: boolean): Promise<Snippet | undefined> {
    const known = languageId === undefined ? SNIPPETS : this.inOrder(languageId);
    const snippets = known.filter(({ placeholders }) => !hasValues || placeholders.length > 0);
    const { insertSnippet, insertSnippetIntoNewFile, whichSnippet } = messages().features;
    const chosen = await vscode.window.showQuickPick(snippets.map(itemOf), {
      title: languageId === undefined ? insertSnippetIntoNewFile : insertSnippet,
      placeHolder: whichSnippet,
      matchOnDescription: true,
      matchOnDetail: true,
    });
    if (!chosen) {
      return undefined;
    }
    await this.remember(chosen.snippet);
    return chosen.snippet;
  }

  /** @throws Error that lists the ids if there is no snippet with this id */
  byId(id: string): Snippet {
    const snippet = snippetById(id);
    if (snippet) {
      return snippet;
    }
    throw new Error(
      messages().features.noSuchSnippet(
        id,
        SNIPPETS.map((known) => known.id),
      ),
    );
  }

  private last(): Record<string, string> {
    return this.memory.get<Record<string, string>>(LAST_CHOICES) ?? {};
  }

  private async remember({ id, language }: Snippet): Promise<void> {
    await this.memory.update(LAST_CHOICES, { ...this.last(), [language]: id });
  }
}

function itemOf(snippet: Snippet): SnippetItem {
  const { purpose, title, framework } = snippet;
  const detail = messages().features.snippetPurposes[purpose];
  return { label: title, description: framework, detail, snippet };
}
