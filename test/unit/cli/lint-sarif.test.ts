import { resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { lintSarif } from '../../../src/cli/lint-sarif';
import { rulePage } from '../../../src/cli/rule-pages';
import { en } from '../../../src/messages/en';
import { lint } from '../../../src/services/lint';
import { lintDocument } from '../../../src/services/lint-document';
import { GRAMMAR_LOADER } from '../code/parse';

const CODE = `import torch
import torch.nn.functional as F

def focal_loss(logits, targets, alpha=0.25, gamma=2.0):
    ce = F.binary_cross_entropy_with_logits(logits, targets, reduction="none")
    p_t = torch.exp(-ce)
    alpha_t = (1 - alpha) * targets + alpha * (1 - targets)
    loss = alpha_t * (1 - p_t) ** gamma * ce
    return loss.mean()
`;

const PAGE = `# alpha-on-negatives

**error** · a fix is offered where its run agrees · [all rules](README.md)

Target 1 is weighted by 1 − α and target 0 by α.

## Why it matters

![The wrong code solid, the right code dashed](images/alpha-on-negatives.svg)

See [eps-bias](eps-bias.md) and [arXiv](https://arxiv.org/abs/1708.02002).
`;

interface Region {
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
}

interface Location {
  readonly physicalLocation: { readonly artifactLocation: { readonly uri: string }; readonly region: Region };
}

/** A run, as far as it is read here. */
interface Run {
  readonly tool: { readonly driver: { readonly rules: readonly object[] } };
  readonly invocations: readonly object[];
  readonly results: readonly {
    readonly ruleId: string;
    readonly locations: readonly Location[];
    readonly relatedLocations?: readonly (Location & { readonly message: { readonly text: string } })[];
    readonly fixes?: readonly {
      readonly artifactChanges: readonly {
        readonly replacements: readonly {
          readonly deletedRegion: Region;
          readonly insertedContent: { readonly text: string };
        }[];
      }[];
    }[];
  }[];
}

/** The run over a text. */
async function runOver(file: string, text: string): Promise<Run> {
  const host = { loadGrammar: GRAMMAR_LOADER, readText: async () => text };
  const document = lintDocument(await lint.run(host, { files: [file], fixes: 'find' }), en, () => true);
  const pages = new Map([['alpha-on-negatives', rulePage(PAGE)]]);
  const { runs } = lintSarif(document, pages, ['other.py: there is no such file']) as {
    runs: readonly [Run];
  };
  return runs[0];
}

async function resultsOf(file: string, text: string): Promise<Run['results']> {
  return (await runOver(file, text)).results;
}

/** The text with one replacement, as a reader of SARIF makes it. */
function replaced(text: string, { startLine, startColumn, endLine, endColumn }: Region, by: string): string {
  const lines = text.split('\n');
  const before = [...lines.slice(0, startLine - 1), lines[startLine - 1]?.slice(0, startColumn - 1)];
  const behind = [lines[endLine - 1]?.slice(endColumn - 1), ...lines.slice(endLine)];
  return `${before.join('\n')}${by}${behind.join('\n')}`;
}

describe('SARIF', () => {
  it('has the fixes as replacements that give the right code', async () => {
    const [result] = await resultsOf('loss.py', CODE);
    expect(result?.ruleId).toBe('alpha-on-negatives');
    const replacements = result?.fixes?.[0]?.artifactChanges[0]?.replacements ?? [];
    // From the end, since an earlier one moves the places of the later ones.
    const mended = replacements
      .toReversed()
      .reduce((text, each) => replaced(text, each.deletedRegion, each.insertedContent.text), CODE);
    expect(mended).toContain('    alpha_t = alpha * targets + (1 - alpha) * (1 - targets)\n');
    expect(await resultsOf('loss.py', mended)).toEqual([]);
  });

  it('names the second place of a fault', async () => {
    const twice = CODE.replace('    ce =', '    p = torch.sigmoid(logits)\n    ce =').replace(
      'logits, targets, r',
      'p, targets, r',
    );
    const found = (await resultsOf('loss.py', twice)).find(({ ruleId }) => ruleId === 'double-sigmoid');
    const [related] = found?.relatedLocations ?? [];
    expect(related?.message.text).toBe(en.lint.related.squashedBefore);
    expect(related?.physicalLocation.region).toEqual({
      startLine: 5,
      startColumn: 9,
      endLine: 5,
      endColumn: 30,
    });
  });

  it('marks lines of the file in a notebook, and replaces nothing there', async () => {
    const lines = CODE.split(/(?<=\n)/);
    const cells = [
      { cell_type: 'markdown', source: 'A loss.' },
      { cell_type: 'code', source: lines.slice(0, 3) },
      { cell_type: 'code', source: lines.slice(3) },
    ];
    const text = JSON.stringify({ cells }, null, 1);
    const [result] = await resultsOf('loss.ipynb', text);
    const line = text.split('\n').findIndex((each) => each.includes('alpha_t = (1 - alpha)')) + 1;
    expect(result?.locations[0]?.physicalLocation.region).toEqual({ startLine: line, endLine: line });
    expect(result?.fixes).toBeUndefined();
  });

  it('has addresses that a reader of addresses reads back', async () => {
    const names = ['./größe #1 100%.py', 'a:b?c;d.py', 'folder with space/焦点[1].py', '../up.py'];
    for (const name of names) {
      const [result] = await resultsOf(name, CODE);
      const { uri = '' } = result?.locations[0]?.physicalLocation.artifactLocation ?? {};
      expect(fileURLToPath(new URL(uri, pathToFileURL(`${resolve('.')}/`)))).toBe(resolve(name));
    }
    const [result] = await resultsOf('/tmp/loss #1.py', CODE);
    expect(result?.locations[0]?.physicalLocation.artifactLocation.uri).toBe('file:///tmp/loss%20%231.py');
  });

  it('describes the rules that are broken, and says what could not be read', async () => {
    const { tool, invocations } = await runOver('loss.py', CODE);
    const text = 'Target 1 is weighted by 1 − α and target 0 by α.';
    expect(tool.driver.rules).toEqual([
      {
        id: 'alpha-on-negatives',
        shortDescription: { text },
        fullDescription: { text },
        help: {
          text,
          markdown: `${text}\n\n## Why it matters\n\nSee eps-bias and [arXiv](https://arxiv.org/abs/1708.02002).\n`,
        },
        defaultConfiguration: { level: 'error' },
      },
    ]);
    expect(invocations).toEqual([
      {
        executionSuccessful: false,
        toolExecutionNotifications: [
          { level: 'error', message: { text: 'other.py: there is no such file' } },
        ],
      },
    ]);
  });
});
