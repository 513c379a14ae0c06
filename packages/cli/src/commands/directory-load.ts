import { type FieldError, FieldError as FieldErrorShape } from '@mailfold/contracts/http';
import type { ApiClient } from '@mailfold/client';
import { isMailfoldError, MailfoldError, NAMESPACES, sha256Hex, uuid5 } from '@mailfold/kernel';
import { createReadStream } from 'node:fs';
import { access } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import type { Cli } from '../cli.ts';
import { counted } from '../terminal/words.ts';
import { usage } from '../usage.ts';

const MOST_LINES = 1_000;
const MOST_CHARACTERS = 500_000;

interface Chunk {
  /** Of the file, from 1. */
  readonly first: number;
  readonly lines: readonly string[];
}

/** Lines in runs that a request takes; blank ones stay, so that the lines' numbers are those of the file. */
async function* chunks(lines: AsyncIterable<string>): AsyncGenerator<Chunk> {
  let first = 1;
  let held: string[] = [];
  let characters = 0;
  for await (const line of lines) {
    held.push(line);
    characters += line.length;
    if (held.length < MOST_LINES && characters < MOST_CHARACTERS) continue;
    yield { first, lines: held };
    first += held.length;
    held = [];
    characters = 0;
  }
  if (held.some((line) => line.trim() !== '')) yield { first, lines: held };
}

// The API counts from the start of its body: `line 3`, or `body.2.name` among the lines that are not blank.
const inFile = (field: string, chunk: Chunk): string => {
  const line = /^line (\d+)(.*)$/s.exec(field);
  if (line !== null) return `line ${chunk.first + Number(line[1]) - 1}${line[2]}`;
  const place = /^body\.(\d+)\.?(.*)$/s.exec(field);
  if (place === null) return field;
  const filled = chunk.lines.flatMap((text, at) => (text.trim() === '' ? [] : [at]));
  return `line ${chunk.first + (filled[Number(place[1])] ?? 0)}${place[2] === '' ? '' : `: ${place[2]}`}`;
};

const Told = z.object({ errors: z.array(FieldErrorShape).min(1) });

const refused = (errors: readonly FieldError[], chunk: Chunk): MailfoldError =>
  new MailfoldError({
    code: 'cli/directory-refused',
    message: `Lines from ${chunk.first} on were not loaded; those before were:\n${errors
      .map(({ field, reason }) => `  ${inFile(field, chunk)}: ${reason}`)
      .join('\n')}`,
  });

async function send(client: ApiClient, chunk: Chunk) {
  // The same lines at the same place are the same command: a load that was cut off may be run again.
  const key = uuid5(NAMESPACES.command, 'directory load', String(chunk.first), sha256Hex(chunk.lines.join('\n')));
  try {
    const answer = await client.directory.batch(chunk.lines, key);
    if (answer.errors.length > 0) throw refused(answer.errors, chunk);
    return answer;
  } catch (error) {
    const told = isMailfoldError(error) ? Told.safeParse(error.details) : undefined;
    if (told?.success === true) throw refused(told.data.errors, chunk);
    throw error;
  }
}

async function linesOf(cli: Cli, file: string): Promise<AsyncIterable<string>> {
  if (file === '-') return cli.terminal.lines();
  await access(file).catch(() => {
    throw usage(`The file ${file} is not there, or may not be read.`);
  });
  return createInterface({ input: createReadStream(file, 'utf8'), crlfDelay: Infinity });
}

/** Feeds an ndjson file into the directory, in order, a thousand lines at a time. */
export async function loadDirectory(cli: Cli, file: string): Promise<void> {
  const client = await cli.tenant();
  const total = { recorded: 0, removed: 0, unchanged: 0 };
  let token: string | undefined;
  for await (const chunk of chunks(await linesOf(cli, file))) {
    const answer = await send(client, chunk);
    total.recorded += answer.recorded;
    total.removed += answer.removed;
    total.unchanged += answer.unchanged;
    token = answer.token ?? token;
  }
  const { recorded, removed, unchanged } = total;
  cli.answer(
    { ...total, ...(token === undefined ? {} : { token }) },
    () => `${counted(recorded, 'record')} recorded, ${removed} removed, ${unchanged} unchanged.`,
  );
}
