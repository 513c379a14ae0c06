import { ENDINGS, SITES } from '../content/live/alarms.ts';
import { personNamed } from '../everyone.ts';
import { digest, pick } from '../render/digest.ts';
import type { Written } from '../render/written.ts';
import { at } from './at.ts';

/** The k-th alarm of the company's own service. */
export function alarm(k: number, now: Date): Written {
  const [site, probe, limit] = at(SITES, k);
  const over = (limit + 0.4 + pick(40, 'over', k) / 10).toFixed(1);
  const minutes = 6 + pick(50, 'minutes', k);
  const from = personNamed('alerts');
  return {
    id: `${digest('alarm', k).slice(0, 28)}@kumoi.example`,
    references: [],
    date: now,
    from,
    to: [personNamed('aiko')],
    cc: [],
    subject: `Excursion: ${site}, ${probe} at ${over} °C`,
    text: [
      `| Place | ${site} |`,
      `| Probe | ${probe} |`,
      `| Highest | ${over} °C (limit ${limit} °C) |`,
      `| Lasted | ${minutes} minutes |`,
      '',
      at(ENDINGS, k + Math.floor(k / SITES.length)),
    ].join('\n'),
    forwards: false,
  };
}
