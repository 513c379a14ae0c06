import { Problem } from '@mailfold/contracts/http';
import { z } from 'zod';
import type { AnswerShape, HttpRoutes, Route } from './route.ts';

type Schema = Readonly<Record<string, unknown>>;

// `input`: an open content model, and what one may leave out (defaults) is optional.
const schemaOf = (shape: z.ZodType): Schema => {
  const { $schema: _, ...schema } = z.toJSONSchema(shape, { io: 'input', unrepresentable: 'any' });
  return schema;
};

const asRecord = (value: unknown): Schema =>
  typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};

const parametersOf = (shape: z.ZodType | undefined, place: 'path' | 'query' | 'header'): Schema[] => {
  if (shape === undefined) return [];
  const schema = schemaOf(shape);
  const required = Array.isArray(schema['required']) ? schema['required'] : [];
  return Object.entries(asRecord(schema['properties'])).map(([name, property]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: property,
  }));
};

const contentOf = (shape: AnswerShape): Schema => {
  if (shape === 'empty') return {};
  if (shape instanceof z.ZodType) return { content: { 'application/json': { schema: schemaOf(shape) } } };
  return { content: { [shape.contentType]: { schema: { type: 'string', contentMediaType: shape.contentType } } } };
};

const problemAnswer = { $ref: '#/components/responses/Problem' };

const bodyOf = (route: Route): Schema => {
  if (route.body === undefined) return {};
  const type = route.bodyType === 'ndjson' ? 'application/x-ndjson' : 'application/json';
  return { requestBody: { required: true, content: { [type]: { schema: schemaOf(route.body) } } } };
};

const IDEMPOTENCY = { $ref: '#/components/parameters/IdempotencyKey' };
const ACT_AS = { $ref: '#/components/parameters/ActAs' };

const sharedParameters = (route: Route): Schema[] => [
  ...(route.method === 'GET' || route.auth === 'none' ? [] : [IDEMPOTENCY]),
  ...(route.auth === 'user' || route.auth === 'any' ? [ACT_AS] : []),
];

const SECURITY = {
  user: [{ userToken: [] }, { serviceKey: [] }],
  service: [{ serviceKey: [] }],
  any: [{ serviceKey: [] }, { userToken: [] }],
  none: [],
} as const;

const operationOf = (route: Route): Schema => ({
  summary: route.summary,
  ...(route.description === undefined ? {} : { description: route.description }),
  tags: route.tags,
  security: SECURITY[route.auth],
  parameters: [
    ...parametersOf(route.params, 'path'),
    ...parametersOf(route.query, 'query'),
    ...parametersOf(route.headers, 'header'),
    ...sharedParameters(route),
  ],
  ...bodyOf(route),
  responses: {
    ...Object.fromEntries(
      Object.entries(route.answers).map(([status, shape]) => [
        status,
        { description: route.summary, ...contentOf(shape) },
      ]),
    ),
    default: problemAnswer,
  },
});

const header = (name: string, description: string): Schema => ({
  name,
  in: 'header',
  required: false,
  description,
  schema: { type: 'string' },
});

const COMPONENTS = {
  securitySchemes: {
    serviceKey: { type: 'http', scheme: 'bearer', description: 'A service key of a tenant (mfk_…).' },
    userToken: { type: 'http', scheme: 'bearer', description: 'A short-lived token of one user (mft_…).' },
  },
  parameters: {
    IdempotencyKey: header('Idempotency-Key', 'The same key of the same caller is done once.'),
    ActAs: header(
      'Mailfold-Act-As',
      'With a service key: act as this user, by the id of the CRM, percent-encoded. The call is recorded.',
    ),
  },
  responses: {
    Problem: { description: 'RFC 9457', content: { 'application/problem+json': { schema: schemaOf(Problem) } } },
  },
};

const pathOf = (url: string): string => url.replaceAll(/:([A-Za-z]+)/g, '{$1}');

/** OpenAPI 3.1 of the routes, from the same shapes that check input and output. */
export function openApi(routes: HttpRoutes, version: string): Schema {
  const paths: Record<string, Record<string, Schema>> = {};
  for (const route of routes) {
    (paths[pathOf(route.url)] ??= {})[route.method.toLowerCase()] = operationOf(route);
  }
  return {
    openapi: '3.1.0',
    info: { title: 'mailfold', version, license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    paths,
    components: COMPONENTS,
  };
}
