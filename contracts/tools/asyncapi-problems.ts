import specs from '@asyncapi/specs';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What the published description of AsyncAPI 3.0 says against a document. */
const againstSpec = (document: unknown): readonly string[] => {
  // The description brings draft-07 along under its own name, so ajv must not.
  const ajv = new Ajv({ strict: false, allErrors: true, meta: false, validateSchema: false });
  addFormats.default(ajv);
  const validate = ajv.compile(Object(specs.schemas['3.0.0']));
  return validate(document)
    ? []
    : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath}: ${message}`);
};

const refsIn = (value: unknown): readonly string[] => {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === '$ref' && typeof inner === 'string' ? [inner] : refsIn(inner),
  );
};

const at = (document: unknown, pointer: string): unknown =>
  pointer
    .split('/')
    .slice(1)
    .reduce<unknown>((value, step) => Object(value)[step], document);

const leadsNowhere = (document: unknown, ref: string, folder: string): boolean => {
  const [file = '', pointer = ''] = ref.split('#');
  if (file === '') return at(document, pointer) === undefined;
  const path = join(folder, file);
  return !existsSync(path) || at(JSON.parse(readFileSync(path, 'utf8')), pointer) === undefined;
};

/** What is wrong with an AsyncAPI document that lies in a folder, references to files beside it included. */
export const asyncApiProblems = (document: unknown, folder: string): readonly string[] => [
  ...againstSpec(document),
  ...[...new Set(refsIn(document))]
    .filter((ref) => leadsNowhere(document, ref, folder))
    .map((ref) => `${ref} leads nowhere`),
];
