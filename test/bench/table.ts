import type { BenchReport, Line } from './bench.ts';

/** A report for a person, with the machine that it holds for. */
export const tableOf = ({ result, lines }: BenchReport, machine: string): string => {
  const { bench, unit, ours, peer, ratio, goal, runs } = result;
  const verdict = ratio >= goal ? 'reached' : 'missed';
  const all: readonly Line[] = [
    [bench, machine],
    ['ours', `${ours} ${unit}`],
    ...(peer === null ? [] : [['peer', `${peer} ${unit}`] as const]),
    ['ratio', `${ratio.toFixed(2)} (goal ${goal} ${verdict})`],
    ['runs', String(runs)],
    ...lines,
  ];
  const width = Math.max(...all.map(([what]) => what.length));
  return all.map(([what, found]) => `${what.padEnd(width)}  ${found}\n`).join('');
};
