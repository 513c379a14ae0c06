import { cpus, release, totalmem, type } from 'node:os';

/** The machine in a line: figures mean nothing without it. */
export const describeMachine = (): string => {
  const [first] = cpus();
  const gibibytes = Math.round(totalmem() / 2 ** 30);
  return `${cpus().length} × ${first?.model ?? 'unknown processor'}, ${gibibytes} GiB, ${type()} ${release()}, Node ${process.versions.node}`;
};
