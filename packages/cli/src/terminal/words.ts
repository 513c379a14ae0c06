// Made when it is needed: its tables take 15 ms to load.
let digits: Intl.NumberFormat | undefined;

/** `12,345` */
export const count = (n: number): string =>
  (digits ??= new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 })).format(n);

/** `1 message`, `3 messages` */
export const counted = (n: number, one: string, many = `${one}s`): string => `${count(n)} ${n === 1 ? one : many}`;

/** `45 s`, `3 min`, `2 h 5 min` */
export function duration(seconds: number): string {
  if (seconds < 90) return `${Math.ceil(seconds)} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 90) return `${minutes} min`;
  const rest = minutes % 60;
  return rest === 0 ? `${Math.floor(minutes / 60)} h` : `${Math.floor(minutes / 60)} h ${rest} min`;
}

/** `2026-11-23 10:05`, in the time zone of this machine. */
export const moment = (iso: string): string => new Date(iso).toLocaleString('sv-SE').slice(0, 16);

/** `3.4 kB` */
export function size(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  const [unit, per] = bytes < 1_000_000 ? ['kB', 1000] : ['MB', 1_000_000];
  return `${(bytes / per).toFixed(bytes / per < 10 ? 1 : 0)} ${unit}`;
}
