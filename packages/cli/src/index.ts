export { timelineText } from './commands/timeline.ts';
export { ApiFile } from './find-api.ts';
export { displayWidth, fitted, padded } from './terminal/display-width.ts';
export { plainText } from './terminal/plain-text.ts';
export { ProgressDisplay, type ProgressItem } from './terminal/progress-display.ts';
export { type Column, table } from './terminal/table.ts';
export type { Stream } from './terminal/terminal.ts';
export { count, counted, duration, moment, size } from './terminal/words.ts';
