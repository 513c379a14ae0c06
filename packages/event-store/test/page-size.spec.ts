import { sampleEvent } from '../src/contract/samples.ts';
import { PageSize } from '../src/feed/page-size.ts';

const page = (length: number, bytes: number) =>
  Array.from({ length }, () => ({
    event: { ...sampleEvent(), stream: 'threading-1', revision: 0, recordedAt: '', position: 1 },
    bytes,
  }));

describe('PageSize', () => {
  it('grows with small events, to a bound', () => {
    const size = new PageSize();
    const asked = Array.from({ length: 4 }, () => {
      size.learn(page(size.events, 400));
      return size.events;
    });
    expect(asked).toEqual([512, 1_000, 1_000, 1_000]);
  });

  it('asks for fewer after large ones, never for none', () => {
    const size = new PageSize();
    size.learn(page(10, 256 * 1024));
    expect(size.events).toBe(16);
  });

  it('learns nothing from an empty page', () => {
    const size = new PageSize();
    size.learn([]);
    expect(size.events).toBe(256);
  });
});
