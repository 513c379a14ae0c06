import { toldPlaces } from '../src/domain/told-places.ts';

const inFolder = (folderId: string, count: number) =>
  Array.from({ length: count }, (_, nth) => ({ folderId, epoch: 1, uid: nth + 1 }));

describe('where a message is said to lie (S13)', () => {
  it('is every place where there are not many', () => {
    const places = [...inFolder('inbox', 60), ...inFolder('archive', 40)];
    expect(toldPlaces(places)).toEqual(places);
  });

  it('is a hundred of thousands, each folder among them, so that the event stays small', () => {
    const told = toldPlaces([...inFolder('inbox', 5_000), ...inFolder('archive', 1), ...inFolder('sent', 300)]);
    expect(told).toHaveLength(100);
    expect(new Set(told.map(({ folderId }) => folderId))).toEqual(new Set(['inbox', 'archive', 'sent']));
    expect(new Set(told.map(({ folderId, uid }) => `${folderId} ${uid}`)).size).toBe(100);
  });
});
