// What the image runs: `entry.mjs threading --print-config` is that service's main.ts, anything else a command line of mailfold.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const ROOT = join(import.meta.dirname, '../..');
const [name = '--help', ...rest] = process.argv.slice(2);

const service = join(ROOT, 'services', name, 'src', 'main.ts');
const isService = /^[a-z-]+$/.test(name) && existsSync(service);
const main = isService ? service : join(ROOT, 'packages', 'cli', 'src', 'main.ts');

process.argv = [process.execPath, main, ...(isService ? rest : [name, ...rest])];
await import(pathToFileURL(main).href);
