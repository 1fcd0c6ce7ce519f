/** The API's OpenAPI document, made from the schemas that the routes use. */
import { createDocument, type ZodOpenApiResponsesObject } from 'zod-openapi';
import type { Engine } from '../engine.js';
import { Comparison } from '../model/comparison.js';
import type { Reporter } from '../model/plugin.js';
import { Report } from '../model/report.js';
import { Events, Health, ItemList, Problem, Upload, Versions } from './schemas.js';

const problems = (...statuses: number[]): ZodOpenApiResponsesObject =>
  Object.fromEntries(
    statuses.map((status) => [
      status,
      { description: 'Problem', content: { 'application/problem+json': { schema: Problem } } },
    ]),
  );

export function openApi(engine: Engine) {
  const rendered = (reporters: readonly Reporter[], json: typeof Report | typeof Comparison) => ({
    'application/json': { schema: json },
    ...Object.fromEntries(
      reporters
        .filter(({ mediaType }) => mediaType !== 'application/json')
        .map(({ mediaType }) => [mediaType, { schema: { type: 'string' as const } }]),
    ),
    'text/event-stream': { schema: Events },
  });
  const all = [...engine.reporters.values()];
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
              description: 'The report, in the format asked for; who hangs up before gives the check up',
              content: rendered(all, Report),
            },
            ...problems(400, 413, 415, 422, 429, 503),
          },
        },
      },
      '/api/comparisons': {
        post: {
          summary: 'Compare two versions, or the two sides of tracked changes',
          requestBody: { required: true, content: { 'multipart/form-data': { schema: Versions } } },
          responses: {
            200: {
              description: 'The comparison, in the format asked for',
              content: rendered(
                all.filter(({ renderComparison }) => renderComparison),
                Comparison,
              ),
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
