import { cut, withoutControls } from './header-text.ts';
import { LIMITS } from './limits.ts';

const SEPARATORS = /[/\\]+/g;

/** A file name as it may be shown and offered for saving: no control characters (X9), no path, bounded. */
export function attachmentName(raw: string | undefined): string | undefined {
  if (raw === undefined) return undefined;
  const name = withoutControls(raw.toWellFormed()).replaceAll(SEPARATORS, '_').trim();
  if (name === '' || name === '.' || name === '..') return undefined;
  return name.length <= LIMITS.filenameCharacters ? name : shortened(name);
}

/** The extension stays: it says what the file is. */
function shortened(name: string): string {
  const dot = name.lastIndexOf('.');
  const extension = dot > 0 && name.length - dot <= 16 ? name.slice(dot) : '';
  return cut(name, LIMITS.filenameCharacters - extension.length) + extension;
}
