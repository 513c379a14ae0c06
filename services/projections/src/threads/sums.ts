/** A message at one end of a thread, by when it came and its id. */
export interface End {
  readonly at: string;
  readonly message: string;
  readonly subject: string;
}

/** What a thread's row says of its messages that are not gone. Never counted anew: a thread may have fifty thousand. */
export interface Sums {
  messages: number;
  unread: number;
  /** Messages with an attachment that is not shown inline. */
  attached: number;
  sent: number;
  /** How many lie in each folder. */
  readonly places: Map<string, number>;
  newest: End | undefined;
  oldest: End | undefined;
}

/** What one message adds to them. */
export interface Share {
  readonly unread: boolean;
  readonly attached: boolean;
  readonly sent: boolean;
  readonly folders: readonly string[];
}

export const noSums = (): Sums => ({
  messages: 0,
  unread: 0,
  attached: 0,
  sent: 0,
  places: new Map(),
  newest: undefined,
  oldest: undefined,
});

/** @param by 1 or -1 */
export const addShare = (sums: Sums, share: Share, by: 1 | -1): void => {
  sums.messages += by;
  if (share.unread) sums.unread += by;
  if (share.attached) sums.attached += by;
  if (share.sent) sums.sent += by;
  for (const folder of share.folders) addPlace(sums, folder, by);
};

export const addEnd = (sums: Sums, end: End): void => {
  sums.newest = later(sums.newest, end);
  sums.oldest = earlier(sums.oldest, end);
};

export const addSums = (sums: Sums, more: Sums): void => {
  sums.messages += more.messages;
  sums.unread += more.unread;
  sums.attached += more.attached;
  sums.sent += more.sent;
  for (const [folder, count] of more.places) addPlace(sums, folder, count);
  sums.newest = later(sums.newest, more.newest);
  sums.oldest = earlier(sums.oldest, more.oldest);
};

const addPlace = (sums: Sums, folder: string, by: number): void => {
  const count = (sums.places.get(folder) ?? 0) + by;
  if (count === 0) sums.places.delete(folder);
  else sums.places.set(folder, count);
};

// Times are of one form, ids are in lower case: texts compare as PostgreSQL compares the values.
const isAfter = (one: End, other: End): boolean =>
  one.at > other.at || (one.at === other.at && one.message > other.message);

const later = (one: End | undefined, other: End | undefined): End | undefined =>
  one === undefined || (other !== undefined && isAfter(other, one)) ? other : one;

const earlier = (one: End | undefined, other: End | undefined): End | undefined =>
  one === undefined || (other !== undefined && isAfter(one, other)) ? other : one;
