import { boundsFor } from '../src/bounds.ts';

const MEGABYTE = 1024 * 1024;

describe('what a reading may cost (ING-5, X15)', () => {
  it.each([
    [0, 2_000, 300],
    [1, 2_100, 304],
    [100, 12_000, 700],
  ])('is for %d MB: %d ms of CPU time and %d MB of memory', (megabytes, cpuMs, memory) => {
    expect(boundsFor(megabytes * MEGABYTE)).toEqual({ cpuMs, rssBytes: memory * MEGABYTE });
  });
});
