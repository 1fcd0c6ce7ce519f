/** Sentences of many constructions, one of each, and who may, must or must not do what in them. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { loadLexicon } from '../../server/items.js';
import en from '../../server/languages/en.js';
import ja from '../../server/languages/ja.js';
import { compileLexicon, observe } from '../../server/observe.js';
import text from '../../server/readers/text.js';
import { segment } from '../../server/segment.js';

const ROLES = ['vendor', 'user', 'both', 'third', 'none'] as const;

/** What is not given may be anything; an `action` of null is a sentence without a known one. */
const norm = z.strictObject({
  kind: z.enum(['obligation', 'permission', 'prohibition', 'definition', 'disclaimer', 'declaration']).optional(),
  bearer: z.enum(ROLES).optional(),
  action: z.string().nullable().optional(),
  receiver: z.enum(ROLES).optional(),
  hedge: z.enum(['effort', 'discretion', 'later-agreement', 'other-document']).optional(),
});
type Norm = z.infer<typeof norm>;

/** `must` are read from the text, `not` are not, and `parts` tell where concepts stand. The frame of that name goes before the text. */
const corpus = z.strictObject({
  frames: z.record(z.string(), z.string()),
  sentences: z.array(
    z.strictObject({
      text: z.string(),
      frame: z.string().default('default'),
      must: z.array(norm).default([]),
      not: z.array(norm).default([]),
      parts: z.record(z.string(), z.enum(['subject', 'main', 'condition', 'exception', 'lead'])).default({}),
    }),
  ),
});

const folder = join(import.meta.dirname, 'constructions');
const languages = { en, ja };

for (const [id, language] of Object.entries(languages)) {
  const files = readdirSync(folder).filter((name) => name.startsWith(id) && name.endsWith('.yaml'));
  for (const file of files) {
    const { frames, sentences } = corpus.parse(parse(readFileSync(join(folder, file), 'utf8')));
    describe(file, () => {
      let lexicon: ReturnType<typeof compileLexicon>;
      beforeAll(async () => {
        const { actions, concepts, functions } = await loadLexicon(id);
        lexicon = compileLexicon(actions, { ...concepts, ...functions }, language);
      });

      test.each(sentences.map((sentence) => [sentence.text.trim(), sentence] as const))(
        '%s',
        async (sentence, { frame, must, not, parts }) => {
          const bytes = Buffer.from(`${frames[frame]?.trim()}\n${sentence}\n`);
          const contract = segment(await text.read(bytes, { view: 'proposed' }), [language]);
          const from = contract.document.text.lastIndexOf(sentence.split('\n', 1)[0]!);
          expect(from).toBeGreaterThan(0);
          const read = observe(contract, language, lexicon).statements.filter(({ range }) => range[0] >= from);
          const seen = read.map(({ kind, bearer, action, receiver, hedges }) => ({
            kind,
            bearer,
            action,
            receiver,
            hedges,
          }));
          const matches = ({ hedge, ...rest }: Norm) =>
            read.some(
              (statement) =>
                Object.entries(rest).every(([key, value]) => statement[key as keyof typeof rest] === value) &&
                (hedge === undefined || statement.hedges.includes(hedge)),
            );
          const mentions = read.flatMap((statement) => statement.mentions);
          const places = Object.entries(parts).filter(
            ([concept, part]) => !mentions.some((mention) => mention.concept === concept && mention.part === part),
          );
          expect({
            missing: must.filter((each) => !matches(each)),
            wrong: not.filter(matches),
            misplaced: places,
            seen,
          }).toEqual({ missing: [], wrong: [], misplaced: [], seen });
        },
      );
    });
  }
}
