import * as vscode from 'vscode';
import { messages } from './messages';

/** One page under `webview/`: its bundle, the element that fills the body, and the document's title. */
export interface WebviewPage {
  /** Name of the bundle in `dist/webview/`, without `.js`. */
  readonly bundle: string;
  /** The custom element that is the page, such as `focal-plot-page`. */
  readonly element: `focal-${string}`;
  readonly title: string;
  /** The permissions of the page's policy beyond those of every page. */
  readonly needs?: PageNeeds;
}

export interface PageNeeds {
  /** Workers from the bundle folder, or made by the page from a blob. */
  readonly worker?: boolean;
  /** Compiling WebAssembly. */
  readonly wasm?: boolean;
}

/** Shows a page. It may run scripts and read the bundles and the media folder, and nothing else. */
export function showPage(webview: vscode.Webview, extensionUri: vscode.Uri, page: WebviewPage): void {
  webview.options = {
    enableScripts: true,
    enableForms: false,
    enableCommandUris: false,
    localResourceRoots: [bundleFolder(extensionUri), vscode.Uri.joinPath(extensionUri, 'media')],
  };
  webview.html = htmlOf(webview, extensionUri, page);
}

/**
 * The HTML of a page. Its Content-Security-Policy allows the page's module with the nonce, the chunks that the module
 * imports from the bundle folder, styles from there or with the nonce, the icon font, and images from the bundle or made
 * by the page itself (the PNG export draws an SVG from a `data:` URL). It allows no connections, and workers and
 * WebAssembly only to pages that need them.
 */
function htmlOf(webview: vscode.Webview, extensionUri: vscode.Uri, page: WebviewPage): string {
  const resource = (file: string) =>
    webview.asWebviewUri(vscode.Uri.joinPath(bundleFolder(extensionUri), file)).toString();
  const nonce = createNonce();
  const policy = contentSecurityPolicy(webview.cspSource, nonce, page.needs ?? {});
  return `<!DOCTYPE html>
<html lang="${messages().tag}">
<head>
  <meta charset="UTF-8">
  <meta http-equiv="Content-Security-Policy" content="${policy}">
  <meta name="viewport" content="width=device-width, initial-scale=1.0">
  <title>${page.title}</title>
  <link rel="stylesheet" href="${resource('codicon.css')}" nonce="${nonce}" id="vscode-codicon-stylesheet">
  <style nonce="${nonce}">
    body { background: var(--vscode-editor-background); padding: 0; }
    body.vscode-dark, body.vscode-high-contrast:not(.vscode-high-contrast-light) { color-scheme: dark; }
    /* High-contrast themes do not define these colours, and the elements' fallbacks are those of a dark theme. */
    body.vscode-high-contrast {
      --vscode-button-secondaryHoverBackground: transparent;
      --vscode-sideBarSectionHeader-background: transparent;
      --vscode-sideBarTitle-foreground: var(--vscode-foreground);
    }
  </style>
</head>
<body>
  <${page.element}></${page.element}>
  <script type="module" nonce="${nonce}" src="${resource(`${page.bundle}.js`)}"></script>
</body>
</html>`;
}

function contentSecurityPolicy(source: string, nonce: string, { worker, wasm }: PageNeeds): string {
  return [
    "default-src 'none'",
    `script-src 'nonce-${nonce}' ${source}${wasm ? " 'wasm-unsafe-eval'" : ''}`,
    ...(worker ? [`worker-src ${source} blob:`] : []),
    `style-src ${source} 'nonce-${nonce}'`,
    `font-src ${source}`,
    `img-src ${source} data:`,
    "form-action 'none'",
    "base-uri 'none'",
  ].join('; ');
}

function bundleFolder(extensionUri: vscode.Uri): vscode.Uri {
  return vscode.Uri.joinPath(extensionUri, 'dist', 'webview');
}

function createNonce(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
