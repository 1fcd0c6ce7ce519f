/** The API's OpenAPI document, made from the schemas that the routes use. */
import { createDocument, type ZodOpenApiResponsesObject } from 'zod-openapi';
import type { Engine } from '../engine.js';
import { Report } from '../model/report.js';
import { Health, ItemList, Problem, Upload } from './schemas.js';

const problems = (...statuses: number[]): ZodOpenApiResponsesObject =>
  Object.fromEntries(
    statuses.map((status) => [
      status,
      { description: 'Problem', content: { 'application/problem+json': { schema: Problem } } },
    ]),
  );

export function openApi(engine: Engine) {
  const rendered = [...engine.reporters.values()].filter(({ mediaType }) => mediaType !== 'application/json');
  return createDocument({
    openapi: '3.1.0',
    info: {
      title: 'AI Contract Checker',
      version: '1',
      description:
        "Compares AI contracts with a checklist reconstructed on the grid of METI's AI contract checklist. Not legal advice.",
    },
    paths: {
      '/api/checks': {
        post: {
          summary: 'Check a contract',
          requestBody: { required: true, content: { 'multipart/form-data': { schema: Upload } } },
          responses: {
            200: {
              description: 'The report, in the format asked for',
              content: {
                'application/json': { schema: Report },
                ...Object.fromEntries(
                  rendered.map(({ mediaType }) => [mediaType, { schema: { type: 'string' as const } }]),
                ),
              },
            },
            ...problems(400, 413, 415, 422, 429, 503),
          },
        },
      },
      '/api/items': {
        get: {
          summary: 'The checklist',
          responses: { 200: { description: 'Its points', content: { 'application/json': { schema: ItemList } } } },
        },
      },
      '/healthz': {
        get: {
          summary: 'Alive',
          responses: { 200: { description: 'Alive', content: { 'application/json': { schema: Health } } } },
        },
      },
    },
  });
}
