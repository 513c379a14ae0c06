import { readdirSync, readFileSync } from 'node:fs';

/** A process and what it has used so far (proc(5)). */
export interface ProcessUse {
  readonly pid: number;
  /** `node`, `postgres`, … */
  readonly name: string;
  readonly rssBytes: number;
  /** Of itself and of its children that have ended. */
  readonly cpuSeconds: number;
}

const PAGE_BYTES = 4_096;
const TICKS_A_SECOND = 100;

/** A process and all below it, as they are at this moment; one that ends meanwhile is left out. Linux only. */
export function processTree(pid: number): readonly ProcessUse[] {
  try {
    return [useOf(pid), ...childrenOf(pid).flatMap(processTree)];
  } catch {
    return []; // it has just ended
  }
}

/** Its own pages, and its part of those that it shares; 0 when it has just ended. Costs the kernel a walk through all of them. */
export function proportionalBytes(pid: number): number {
  try {
    const [, kilobytes = '0'] = /^Pss: +(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')) ?? [];
    return Number(kilobytes) * 1_024;
  } catch {
    return 0;
  }
}

function childrenOf(pid: number): number[] {
  return readdirSync(`/proc/${pid}/task`).flatMap((task) =>
    readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').split(' ').filter(Boolean).map(Number),
  );
}

function useOf(pid: number): ProcessUse {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const name = stat.slice(stat.indexOf('(') + 1, stat.lastIndexOf(')'));
  // The fields after the name: state is the third of all, utime to cstime are the 14th to 17th.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const ticks = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
  const resident = Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]);
  return { pid, name, rssBytes: resident * PAGE_BYTES, cpuSeconds: ticks / TICKS_A_SECOND };
}
