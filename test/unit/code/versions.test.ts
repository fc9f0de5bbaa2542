import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { installedVersion, statedVersion, versionFilesAmong } from '../../../src/code/versions/version-files';
import { sideOf, versionRange } from '../../../src/code/versions/version-range';

/** The side of 0.22 on which torchvision lies. */
const side = (file: string, text: string) => statedVersion(file, text, 'torchvision', '0.22')?.side;

describe('a range of versions', () => {
  it.each([
    ['==0.21.0', 'before'],
    ['== 0.21.*', 'before'],
    ['>=0.15,<0.22', 'before'],
    ['>=0.15, <=0.21.9', 'before'],
    ['~=0.21.0', 'before'],
    ['^0.21.1', 'before'],
    ['~0.21', 'before'],
    ['=0.21', 'before'],
    ['=0.21.0', 'before'],
    ['<0.22', 'before'],
    ['0.22.0+cu118', 'since'],
    ['>=0.22', 'since'],
    ['>0.22,!=0.24', 'since'],
    ['^1.0', 'since'],
    ['===0.22.1', 'since'],
    ['>=0.15,<=0.22', undefined],
    ['>=0.15', undefined],
    ['~=0.15', undefined],
    ['<0.23', undefined],
    ['!=0.21', undefined],
    ['*', undefined],
    ['', undefined],
  ])('%s lies on one side of 0.22, or not: %s', (text, expected) => {
    const range = versionRange(text);
    expect(range && sideOf(range, '0.22')).toBe(expected);
  });

  it.each(['^0.21 || ^0.22', 'latest', '>=a'])('is not known for %s', (text) => {
    expect(versionRange(text)).toBeNull();
  });

  it('lies where its only version does', () => {
    const release = fc.array(fc.nat(30), { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(release, release, (one, border) => {
        const range = versionRange(`==${one.join('.')}`);
        const padded = (parts: readonly number[]) => [0, 1, 2].map((at) => parts[at] ?? 0);
        const digits = (parts: readonly number[]) => padded(parts).reduce((sum, part) => sum * 100 + part, 0);
        expect(range && sideOf(range, border.join('.'))).toBe(
          digits(one) < digits(border) ? 'before' : 'since',
        );
      }),
    );
  });
});

describe('the version of a package in a project', () => {
  it.each([
    ['requirements.txt', 'torch==2.6.0\ntorchvision==0.21.0 \\\n    --hash=sha256:ab\n', 'before'],
    ['requirements-dev.txt', '# torchvision==0.23\nTorchVision >= 0.22  # new\n', 'since'],
    ['requirements.in', 'torchvision[io]>=0.15,<0.22; python_version < "3.13"\n', 'before'],
    ['requirements.txt', 'torchvision @ https://files/whl/torchvision-0.21.0%2Bcu118-cp311.whl\n', 'before'],
    ['requirements.txt', 'torchvision-tools==0.1\nmy-torchvision==0.2\n', undefined],
    ['requirements.txt', 'torchvision==0.21.0; python_version < "3.9"\ntorchvision==0.23.0\n', undefined],
    ['environment.yml', 'dependencies:\n  - pytorch::torchvision=0.21.0=py311_cu118\n', 'before'],
    ['environment.yaml', 'dependencies:\n  - pip:\n    - torchvision==0.22.1\n', 'since'],
    ['environment.yml', 'dependencies:\n  - torchvision\n', undefined],
    ['pyproject.toml', '[project]\ndependencies = ["torch", "torchvision>=0.15,<0.22"]\n', 'before'],
    ['pyproject.toml', '[tool.poetry.dependencies]\ntorchvision = "^0.21.1"\n', 'before'],
    [
      'pyproject.toml',
      '[tool.poetry.dependencies]\ntorchvision = {version = "^0.22", extras = ["io"]}\n',
      'since',
    ],
    ['pyproject.toml', '[tool.uv.sources]\ntorchvision = { index = "cpu" }\n', undefined],
    ['Pipfile', '[packages]\ntorchvision = "==0.21.*"\n', 'before'],
    ['setup.py', 'setup(install_requires=["torchvision~=0.21.0"])\n', 'before'],
    ['setup.cfg', '[options]\ninstall_requires =\n    torch\n    torchvision>=0.22\n', 'since'],
    ['poetry.lock', '[[package]]\nname = "torchvision"\nversion = "0.21.0"\n', 'before'],
    [
      'uv.lock',
      '[[package]]\nname = "torchvision"\nversion = "0.21.0"\nsource = {}\n\n[[package]]\nname = "torchvision"\nversion = "0.21.0+cpu"\n',
      'before',
    ],
    [
      'Pipfile.lock',
      '{"default": {"torchvision": {"hashes": ["sha256:1"], "version": "==0.21.0"}}}',
      'before',
    ],
    ['conda-lock.yml', 'package:\n- name: torchvision\n  version: 0.22.0\n  manager: conda\n', 'since'],
    ['notes.txt', 'torchvision==0.21.0\n', undefined],
  ])('%s', (file, text, expected) => {
    expect(side(file, text)).toBe(expected);
  });

  it('is said as the file has it', () => {
    expect(
      statedVersion('requirements.txt', 'torchvision>=0.15,<0.22\n', 'torchvision', '0.22')?.version,
    ).toBe('>=0.15,<0.22');
    expect(
      statedVersion(
        'poetry.lock',
        'name = "segmentation-models"\nversion = "1.0.0"\n',
        'segmentation_models',
        '1.0.1',
      ),
    ).toEqual({ side: 'before', version: '1.0.0' });
  });

  it('is that of the installed package before all others', () => {
    const folders = ['torch-2.6.0.dist-info', 'torchvision', 'torchvision-0.21.0+cu118.dist-info'];
    expect(installedVersion(folders, 'torchvision', '0.22')).toEqual({
      side: 'before',
      version: '0.21.0+cu118',
    });
    expect(installedVersion(['torchvision_tools-0.1.dist-info'], 'torchvision', '0.22')).toBeUndefined();
  });

  it('is looked for in lock files first', () => {
    expect(versionFilesAmong(['setup.py', 'requirements.txt', 'a.py', 'uv.lock', 'pylock.dev.toml'])).toEqual(
      ['pylock.dev.toml', 'uv.lock', 'requirements.txt', 'setup.py'],
    );
  });
});
