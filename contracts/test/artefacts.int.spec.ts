import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const CONTRACTS = join(import.meta.dirname, '..');

interface Run {
  readonly code: number;
  readonly output: string;
}

const run = (folder: string, tool: string, ...args: string[]): Run => {
  try {
    const output = execFileSync(process.execPath, [join(folder, 'tools', tool), ...args], {
      encoding: 'utf8',
      stdio: 'pipe',
    });
    return { code: 0, output };
  } catch (error) {
    const { status, stdout, stderr } = Object(error);
    return { code: Number(status), output: `${stdout}${stderr}` };
  }
};

describe('the committed artefacts', () => {
  it('are what the schemas make', () => {
    expect(run(CONTRACTS, 'check.ts')).toEqual({
      code: 0,
      output: expect.stringMatching(/^\d+ events, \d+ views, \d+ topics, 0 problems\n$/),
    });
  });
});

describe('a planted change', () => {
  let folder: string;
  const file = 'events/threading.ts';
  const plant = (from: string, to: string, path = file): void => {
    const text = readFileSync(join(folder, path), 'utf8');
    writeFileSync(join(folder, path), text.replace(from, to));
  };

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'mailfold-contracts-'));
    cpSync(CONTRACTS, folder, { recursive: true, filter: (path) => !path.includes('node_modules') });
    symlinkSync(join(CONTRACTS, 'node_modules'), join(folder, 'node_modules'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('that breaks a published event fails the check and is named', () => {
    plant('bridge: Id, policy', 'policy');
    const { code, output } = run(folder, 'check.ts');
    expect(code).toBe(1);
    expect(output).toContain('breaks what was published: threading.ThreadsMerged.v1: data.bridge: field removed');
  });

  it.each([
    ['a row of a view', 'views/mailbox.ts', 'unread: Count,', '', 'mailfold.views.mailbox.v1: unread: field removed'],
    [
      'the partitions of a topic',
      'topics/catalogue.ts',
      'PARTITIONS = 12',
      'PARTITIONS = 6',
      'partitions changed from 12 to 6',
    ],
    [
      'a header',
      'topics/headers.ts',
      "'ce_position'",
      "'ce_place'",
      'mailfold.event-headers.v1: ce_position: field removed',
    ],
  ])('that breaks %s fails the check and is named', (_what, path, from, to, words) => {
    plant(from, to, path);
    const { code, output } = run(folder, 'check.ts');
    expect([code, output]).toEqual([1, expect.stringContaining(`breaks what was published: `)]);
    expect(output).toContain(words);
  });

  it('that breaks a published event is not written over', () => {
    plant('bridge: Id, policy', 'policy');
    const { code, output } = run(folder, 'generate.ts');
    expect([code, output]).toEqual([
      1,
      expect.stringContaining('threading.ThreadsMerged.v1: data.bridge: field removed'),
    ]);
    expect(run(folder, 'check.ts').code).toBe(1);
  });

  it('that breaks nothing is out of date until it is generated', () => {
    plant('bridge: Id, policy', 'note: z.string().exactOptional(), bridge: Id, policy');
    expect(run(folder, 'check.ts').output).toContain('out of date: contracts/schemas/threading.ThreadsMerged.v1.json');
    expect(run(folder, 'generate.ts').code).toBe(0);
    expect(run(folder, 'check.ts').code).toBe(0);
  });

  it('that adds an event asks for its golden fixture', () => {
    plant(
      "import { z } from 'zod';",
      "import { z } from 'zod';\nexport const Split = defineEvent('threading', 'Split', 1, 'x', z.object({}));",
    );
    expect(run(folder, 'check.ts').output).toContain('no golden fixture: contracts/fixtures/threading.Split.v1.json');
  });
});
