/** What the API takes and gives, as schemas: the routes parse with them, the OpenAPI document is made from them. */
import { z } from 'zod';
import { ItemLogic } from '../model/item.js';
import { Model, ReportSide } from '../model/report.js';

export const CheckFields = z.object({
  model: z
    .union([Model, z.literal('auto')])
    .default('auto')
    .describe(
      'Procurement model: G general-purpose service, C customised, N newly developed; auto reads it from the contract',
    ),
  side: ReportSide.default('user').describe('Whose interest sets the severity'),
  lang: z.string().max(10).optional().describe('Language of the report (ja or en); default from Accept-Language'),
  view: z
    .enum(['original', 'proposed', 'markup'])
    .default('proposed')
    .describe(
      'Tracked changes: the text before or after them; markup gives verdicts on the text after, and both sides',
    ),
  ocr: z
    .enum(['true', 'false'])
    .default('false')
    .describe('Read pages without text by optical character recognition, where the server has it'),
  format: z.string().max(20).default('json').describe('json, html, markdown or terminal'),
});

export const Upload = CheckFields.extend({
  file: z.any().meta({
    type: 'string',
    format: 'binary',
    description: 'The contract: docx, pdf, html, md or txt; doc, rtf and odt where the server has LibreOffice',
  }),
  text: z.string().optional().describe("The contract's text pasted, where no file is sent"),
});

export const CompareFields = CheckFields.pick({ model: true, side: true, lang: true, ocr: true }).extend({
  format: z.string().max(20).default('json').describe('json, html or terminal'),
});

const version = (description: string) => z.any().meta({ type: 'string', format: 'binary', description });

export const Versions = CompareFields.extend({
  before: version('The earlier version, or a Word file with tracked changes'),
  after: version('The later version; left out, the two sides of the tracked changes are compared').optional(),
});

const { id, object, aspect, models, weight, basis, metiRef } = ItemLogic.shape;

export const ItemList = z.array(
  z.strictObject({
    id,
    slug: z.string(),
    object,
    aspect,
    models,
    minor: z.array(Model),
    weight,
    basis,
    metiRef,
    title: z.string(),
    question: z.string(),
    why: z.string(),
    elements: z.array(z.strictObject({ id: z.string(), text: z.string() })),
    suggestion: z.string(),
    fallback: z.string(),
  }),
);

export const Problem = z
  .strictObject({
    type: z.string().describe('urn:contract-check:<code>'),
    title: z.string(),
    status: z.int(),
    detail: z.string().describe("What happened and what to do, in the caller's language"),
    code: z.string(),
    values: z
      .record(z.string(), z.union([z.string(), z.number()]))
      .describe('what the detail names (a limit, formats), to say it in another language'),
  })
  .describe('RFC 9457 problem details');

export const Events = z
  .string()
  .describe(
    'With Accept: text/event-stream. Events `stage` (waiting, reading, segmenting, judging: in order, each once), and at the end one `report` (in the format asked for) or one `problem` (problem details)',
  )
  .meta({ example: 'event: stage\ndata: reading\n\nevent: report\ndata: {…}\n\n' });

export const Health = z.strictObject({ status: z.literal('ok') });
