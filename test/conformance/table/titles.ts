import type { Column } from '../columns.ts';

/** Between a behaviour's name and the reason why a server cannot do it. */
export const CANNOT = ' – ';

/** The first row: what a server announces. */
export const ANNOUNCES = 'announces';

export const announcement = ({ announces }: Column): string => `${ANNOUNCES} ${announces.join(' ')}`;
