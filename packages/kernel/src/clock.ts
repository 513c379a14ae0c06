/** Where time comes from. Nothing else in mailfold asks the machine for the time. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

/** A clock that stands still, for tests and replays. */
export const fixedClock = (iso: string): Clock => ({ now: () => new Date(iso) });
