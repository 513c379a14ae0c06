import type { TextRule } from './text-rules.ts';

export type SourceFile = { readonly path: string; readonly text: string };
export type Offence = { readonly rule: TextRule; readonly path: string; readonly line?: number };

/** Where a file breaks the rules: at most one offence a line and rule. */
export function findOffences(rules: readonly TextRule[], { path, text }: SourceFile): readonly Offence[] {
  const lines = text.split('\n');
  return rules
    .filter((rule) => rule.files.test(path) && rule.except?.test(path) !== true)
    .flatMap((rule) => offencesOf(rule, path, lines));
}

function offencesOf(rule: TextRule, path: string, lines: readonly string[]): readonly Offence[] {
  const { line: pattern } = rule;
  if (pattern === undefined) return [{ rule, path }];
  return lines.flatMap((line, index) => (pattern.test(line) ? [{ rule, path, line: index + 1 }] : []));
}

/** The packages without the page that says what they are for. @param paths every file of the house */
export function foldersWithoutReadme(paths: readonly string[]): readonly string[] {
  const all = new Set(paths);
  return paths
    .flatMap((path) => /^((?:packages|services|test)\/[^/]+|contracts)\/package\.json$/.exec(path)?.[1] ?? [])
    .filter((folder) => !all.has(`${folder}/README.md`));
}
