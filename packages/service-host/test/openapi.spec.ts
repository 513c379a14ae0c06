import { z } from 'zod';
import { openApi } from '../src/index.ts';
import { sampleRoutes } from './sample-routes.ts';

const Document = z.object({
  openapi: z.literal('3.1.0'),
  paths: z.record(z.string(), z.record(z.string(), z.record(z.string(), z.unknown()))),
  components: z.object({ responses: z.object({ Problem: z.unknown() }) }),
});

describe('the OpenAPI document', () => {
  const { paths } = Document.parse(openApi(sampleRoutes, '1.2.3'));
  const operation = (path: string, method: string): Record<string, unknown> => paths[path]?.[method] ?? {};

  it('has every route', () => {
    const all = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method} ${path}`),
    );
    expect(all).toHaveLength(sampleRoutes.length);
  });

  it('describes parameters by the shapes that check them', () => {
    expect(operation('/v1/things/{id}', 'get')['parameters']).toEqual([
      { name: 'id', in: 'path', required: true, schema: { type: 'string', maxLength: 10 } },
      { name: 'limit', in: 'query', required: false, schema: { type: 'integer', minimum: 1, maximum: 9, default: 3 } },
      { $ref: '#/components/parameters/ActAs' },
    ]);
  });

  it('describes bodies, JSON and lines of it', () => {
    expect(operation('/v1/things', 'post')['requestBody']).toMatchObject({
      content: { 'application/json': { schema: { type: 'object', required: ['name', 'size'] } } },
    });
    expect(operation('/v1/batch', 'post')['requestBody']).toMatchObject({
      content: { 'application/x-ndjson': { schema: { type: 'array' } } },
    });
  });

  it('describes answers: shapes, bytes and nothing', () => {
    expect(operation('/v1/things/{id}', 'get')['responses']).toMatchObject({
      200: { content: { 'application/json': { schema: { required: ['id', 'limit'] } } } },
      default: { $ref: '#/components/responses/Problem' },
    });
    expect(operation('/v1/raw/{name}', 'get')['responses']).toMatchObject({
      200: { content: { 'message/rfc822': {} } },
    });
    expect(operation('/v1/things/{id}', 'delete')['responses']).toMatchObject({
      204: { description: 'Remove a thing' },
    });
  });

  it('says who may call', () => {
    expect(operation('/v1/mine', 'get')['security']).toEqual([{ userToken: [] }, { serviceKey: [] }]);
    expect(operation('/v1/raw/{name}', 'get')['security']).toEqual([]);
  });
});
