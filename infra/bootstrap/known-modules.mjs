// Loaded into a process before its program. Where each of 1,500 imports leads takes Node a third of the time of loading them:
// package.json files, symbolic links, files that are not there. What is installed does not move until something else is installed,
// so it is looked up once and kept; our own files say in full where they are.
import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** @typedef {readonly [url: string, format: string | null]} Place */

const KEEP_AFTER_MS = 5_000;
const root = fileURLToPath(new URL('../..', import.meta.url));
const path = join(root, 'node_modules', '.cache', 'known-modules.json');
const installed = stateOfInstallation();

/** By what asks, `require` or `import`, and for what. @type {Map<string, Place> | undefined} */
let known = read();
let isNew = false;
/** The same for our own packages, whose `exports` may change at any time: for this process only. @type {Map<string, Place>} */
const ours = new Map();

registerHooks({
  resolve(specifier, context, next) {
    const { parentURL = '', conditions } = context;
    if (!parentURL.startsWith('file:')) return next(specifier, context);
    const isInstalled = parentURL.includes('/node_modules/');
    if (!isInstalled && specifier.startsWith('.') && specifier.endsWith('.ts')) {
      return { url: new URL(specifier, parentURL).href, format: 'module-typescript', shortCircuit: true };
    }
    const places = isInstalled ? known : ours;
    if (places === undefined || specifier.startsWith('node:')) return next(specifier, context);
    const from = isInstalled ? parentURL : packageOf(parentURL);
    const key = `${from} ${conditions.includes('require') ? 'require' : 'import'} ${specifier}`;
    const place = places.get(key);
    if (place !== undefined) return { url: place[0], format: place[1] ?? undefined, shortCircuit: true };
    const found = next(specifier, context);
    if (isInstalled || !specifier.startsWith('.')) places.set(key, [found.url, found.format ?? null]);
    isNew ||= isInstalled;
    return found;
  },
});

process.once('exit', keep);
setTimeout(() => {
  keep();
  known = undefined; // what is loaded later is little, and the memory is not
}, KEEP_AFTER_MS).unref();

/** Bare names mean the same in all of a package. @param {string} url */
function packageOf(url) {
  return url.replace(/\/(?:src|test)\/.*|\/[^/]*$/, '');
}

/** Something that differs after each installation. */
function stateOfInstallation() {
  try {
    const lock = statSync(join(root, 'node_modules', '.pnpm', 'lock.yaml'));
    const self = statSync(fileURLToPath(import.meta.url));
    return [process.version, root, lock.mtimeMs, lock.size, self.mtimeMs].join(' ');
  } catch {
    return undefined; // installed by another package manager: nothing is kept
  }
}

/** @returns {Map<string, Place> | undefined} */
function read() {
  if (installed === undefined) return undefined;
  try {
    const kept = JSON.parse(readFileSync(path, 'utf8'));
    if (kept.installed === installed) return new Map(kept.places);
  } catch {
    // Not made yet, or damaged: made anew.
  }
  return new Map();
}

function keep() {
  if (!isNew || known === undefined) return;
  isNew = false;
  try {
    mkdirSync(dirname(path), { recursive: true });
    const unfinished = `${path}.${process.pid}`;
    writeFileSync(unfinished, JSON.stringify({ installed, places: [...known] }));
    renameSync(unfinished, path);
  } catch {
    // A folder that cannot be written, or a full disk: the next start looks everything up again.
  }
}
