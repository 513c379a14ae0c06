/** One figure. Labels are ids, names of ours and codes: never an address or a text of a mail. */
export interface Sample {
  /** `mailfold_…`; a counter ends with `_total`. */
  readonly name: string;
  readonly help: string;
  readonly type: 'gauge' | 'counter';
  readonly value: number;
  readonly labels?: Readonly<Record<string, string>>;
}

const escaped = (value: string): string =>
  value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');

const labelsOf = (labels: Readonly<Record<string, string>> = {}): string => {
  const parts = Object.entries(labels).map(([name, value]) => `${name}="${escaped(value)}"`);
  return parts.length === 0 ? '' : `{${parts.join(',')}}`;
};

const family = (name: string, samples: readonly Sample[]): string => {
  const [first] = samples;
  const head = first === undefined ? [] : [`# HELP ${name} ${first.help}`, `# TYPE ${name} ${first.type}`];
  return [...head, ...samples.map((sample) => `${name}${labelsOf(sample.labels)} ${sample.value}`)].join('\n');
};

/** The text that Prometheus reads (exposition format 0.0.4); samples of one name stand together. */
export const metricsText = (samples: readonly Sample[]): string =>
  [...Map.groupBy(samples, ({ name }) => name)].map(([name, members]) => `${family(name, members)}\n`).join('');
