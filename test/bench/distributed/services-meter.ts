import type { Local } from '@mailfold/local';
import { processTree, proportionalBytes } from '../engine/process-tree.ts';

const SAMPLE_MS = 500;
const MEBIBYTE = 2 ** 20;

/** CPU seconds since the start of each. */
export interface ServicesCpu {
  /** By the name of the process; what it started counts as its own. */
  readonly services: ReadonlyMap<string, number>;
  readonly kafka: number;
  readonly postgres: number;
}

/** Watches what each service, Kafka and PostgreSQL use. */
export class ServicesMeter {
  readonly #local: Pick<Local, 'processes' | 'kafka' | 'postgres'>;
  readonly #timer: NodeJS.Timeout;
  readonly #peakBytes = new Map<string, number>();

  constructor(local: Pick<Local, 'processes' | 'kafka' | 'postgres'>) {
    this.#local = local;
    this.#timer = setInterval(() => this.#sample(), SAMPLE_MS).unref();
    this.#sample();
  }

  /**
   * The most that each service held at one moment, its children included: its own pages, and its part of those that several processes share
   * (proc(5), Pss), such as the 54 MiB of Node's own code.
   */
  get peakMebibytes(): ReadonlyMap<string, number> {
    return new Map([...this.#peakBytes].map(([name, bytes]) => [name, bytes / MEBIBYTE]));
  }

  /** What each holds now. */
  get mebibytes(): ReadonlyMap<string, number> {
    return this.#each((pid) => bytesOf(pid) / MEBIBYTE);
  }

  cpu(): ServicesCpu {
    const { kafka, postgres } = this.#local;
    return { services: this.#each(cpuOf), kafka: cpuOf(kafka.pid), postgres: cpuOf(postgres.pid) };
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #sample(): void {
    for (const [name, bytes] of this.#each(bytesOf)) {
      this.#peakBytes.set(name, Math.max(bytes, this.#peakBytes.get(name) ?? 0));
    }
  }

  #each(measure: (pid: number) => number): ReadonlyMap<string, number> {
    return new Map([...this.#local.processes].map(([name, { pid }]) => [name, measure(pid)]));
  }
}

const bytesOf = (pid: number): number => processTree(pid).reduce((sum, one) => sum + proportionalBytes(one.pid), 0);

const cpuOf = (pid: number): number => processTree(pid).reduce((sum, { cpuSeconds }) => sum + cpuSeconds, 0);

/** What was used between two moments. */
export const cpuBetween = (before: ServicesCpu, after: ServicesCpu): ServicesCpu => ({
  services: new Map([...after.services].map(([name, seconds]) => [name, seconds - (before.services.get(name) ?? 0)])),
  kafka: after.kafka - before.kafka,
  postgres: after.postgres - before.postgres,
});

export const sumOf = (values: ReadonlyMap<string, number>): number =>
  [...values.values()].reduce((sum, value) => sum + value, 0);
