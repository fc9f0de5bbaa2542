import * as vscode from 'vscode';
import { languageOf } from '../../messages/messages';
import { messages } from '../messages';

/** The pages on the rules and their pictures, which come with the extension. */
export class RulePages {
  constructor(private readonly extensionUri: vscode.Uri) {}

  /**
   * The content at an address. In another display language a page says that it is in English.
   * @throws FileSystemError where there is no such page or picture
   */
  async read(address: vscode.Uri): Promise<Uint8Array> {
    const { path } = address;
    if (!/^\/([\w-]+\.md|images\/[\w-]+\.svg)$/.test(path)) {
      throw vscode.FileSystemError.FileNotFound(address);
    }
    const file = vscode.Uri.joinPath(this.extensionUri, 'docs', 'rules', path);
    const content = await vscode.workspace.fs.readFile(file);
    if (!path.endsWith('.md') || languageOf(vscode.env.language) === 'en') {
      return content;
    }
    const [title, ...rest] = new TextDecoder().decode(content).split('\n');
    const note = `> ${messages().lint.pageInEnglish}`;
    return new TextEncoder().encode([title, '', note, ...rest].join('\n'));
  }
}
