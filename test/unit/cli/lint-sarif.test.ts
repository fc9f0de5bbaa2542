import { describe, expect, it } from 'vitest';
import { lintSarif } from '../../../src/cli/lint-sarif';
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

interface Region {
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** The results of a text, as far as they are read here. */
async function resultsOf(file: string, text: string) {
  const host = { loadGrammar: GRAMMAR_LOADER, readText: async () => text };
  const document = lintDocument(await lint.run(host, { files: [file], fixes: 'find' }), en, () => true);
  const { runs } = lintSarif(document) as {
    runs: {
      results: {
        ruleId: string;
        relatedLocations?: { message: { text: string }; physicalLocation: { region: Region } }[];
        fixes?: {
          artifactChanges: {
            replacements: { deletedRegion: Region; insertedContent: { text: string } }[];
          }[];
        }[];
      }[];
    }[];
  };
  return runs.flatMap(({ results }) => results);
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

  it('replaces nothing in a notebook, whose places are those of its code', async () => {
    const cells = [{ cell_type: 'code', source: CODE }];
    const [result] = await resultsOf('loss.ipynb', JSON.stringify({ cells }));
    expect(result?.ruleId).toBe('alpha-on-negatives');
    expect(result?.fixes).toBeUndefined();
  });
});
