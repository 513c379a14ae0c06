import { METRICS } from '@mailfold/telemetry';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

const text = (path: string): string => readFileSync(join(import.meta.dirname, '../..', path), 'utf8');

describe('dashboard and alerts', () => {
  it.each(['infra/dashboards/grafana/mailfold.json', 'infra/dashboards/alerts.yaml'])(
    '%s asks for metrics that there are',
    (path) => {
      const asked = text(path).match(/\b(mailfold|process)_[a-z_]+/g) ?? [];
      const known = (name: string): boolean =>
        [name, name.replace(/_(bucket|count|sum)$/, '')].some((one) => one in METRICS);

      expect(asked.length).toBeGreaterThan(5);
      expect(asked.filter((name) => !known(name))).toEqual([]);
    },
  );

  it('an alert says what to do', () => {
    const { groups } = parse(text('infra/dashboards/alerts.yaml')) as {
      groups: { rules: { alert: string; annotations: { summary?: string; action?: string } }[] }[];
    };
    const rules = groups.flatMap((group) => group.rules);

    expect(rules.length).toBeGreaterThan(5);
    expect(
      rules.filter(({ annotations }) => annotations.summary === undefined || annotations.action === undefined),
    ).toEqual([]);
  });
});
