/** Parts that an alarm is put together from. */
export const SITES: readonly (readonly [site: string, probe: string, limit: number])[] = [
  ['Harbourline, trailer 112', 'rear', 5],
  ['東都食品 川口201', '庫内', -15],
  ['Northfield, tanker T17', 'tank', 6],
  ['みなと医薬品卸 横浜センター', '冷所 4', 8],
  ['Maple & Pine, store 114', 'fridge B', 8],
  ['北海冷蔵 第2倉庫', '超低温室 3', -55],
  ['Galil Fresh, room 7', 'back', 6],
  ['Harbourline, trailer 87', 'front', 5],
  ['Waalhaven C', 'dock door', 10],
  ['さくら花卉 鹿児島便', 'box', 12],
];

export const ENDINGS: readonly string[] = [
  'Acknowledged by the first person on the list.',
  'Back in its band; nobody had to be called.',
  'The second person on the list was called and has confirmed.',
  'A door was open at the time.',
  'The readings were uploaded late; the alarm rules were run again.',
];
