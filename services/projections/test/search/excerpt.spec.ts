import { excerptOf } from '../../src/search/excerpt.ts';

const filler = 'Some words that nobody looks for stand here. '.repeat(20);

describe('an excerpt', () => {
  it('is the place of the first match, on one line, as it was written', () => {
    const excerpt = excerptOf(`${filler}\nHere is the\n Final-Offer (v2) for you.\n${filler}`, [' final offer']);
    expect(excerpt).toContain('Here is the Final-Offer (v2) for you.');
    expect(excerpt?.startsWith('…')).toBe(true);
    expect(excerpt?.endsWith('…')).toBe(true);
    expect(excerpt?.length).toBeLessThan(260);
  });

  it('has no dots where nothing is left out', () => {
    expect(excerptOf('A short offer.', [' offer'])).toBe('A short offer.');
  });

  it('finds words of scripts without spaces', () => {
    expect(excerptOf(`${'あいうえお'.repeat(100)}御見積書を送ります${'かきくけこ'.repeat(100)}`, ['見積'])).toContain(
      '御見積書',
    );
  });

  it('is none where nothing matches', () => {
    expect(excerptOf(filler, [' offer'])).toBeUndefined();
    expect(excerptOf('', [' offer'])).toBeUndefined();
    expect(excerptOf(filler, [])).toBeUndefined();
  });

  it('takes linear time (X18)', () => {
    const began = process.cpuUsage();
    excerptOf('a'.repeat(65_536), [' b']);
    excerptOf(' '.repeat(65_536), [' b']);
    expect(process.cpuUsage(began).user / 1_000).toBeLessThan(1_000);
  });
});
