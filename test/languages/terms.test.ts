/** What the terms of an English contract stand for, by their names and by the words that define them. */
import { loadLexicon } from '../../server/items.js';
import en from '../../server/languages/en.js';
import { type CompiledLexicon, compileLexicon, observe } from '../../server/observe.js';
import text from '../../server/readers/text.js';
import { segment } from '../../server/segment.js';

let lexicon: CompiledLexicon;
beforeAll(async () => {
  const { actions, concepts, functions } = await loadLexicon('en');
  lexicon = compileLexicon(actions, { ...concepts, ...functions }, en);
});

const HEAD = `SERVICE AGREEMENT
This Agreement is made between Orion Systems Ltd. ("Orion") and Marlow Foods Inc. ("Customer").
Orion shall provide the Services. Orion shall host the Platform. Orion shall deliver reports.
1. Definitions
`;

async function meaning(line: string, term: string): Promise<readonly string[] | undefined> {
  const contract = segment(await text.read(Buffer.from(`${HEAD}${line}\n`), { view: 'proposed' }), [en]);
  return observe(contract, en, lexicon).terms.find((each) => each.term === term)?.concepts;
}

test.each([
  [
    'whose name it bears',
    '"Customer Code" means scripts, configuration and documentation in the stores that are linked.',
    'Customer Code',
    ['input'],
  ],
  [
    'who hands it over',
    '"Case Material" means the letters and notes which the Customer transfers to Orion.',
    'Case Material',
    ['input'],
  ],
  [
    'what is supplied to make something',
    '"Voice Recordings" means sound files supplied to create a synthetic voice.',
    'Voice Recordings',
    ['input'],
  ],
  [
    'what is licensed',
    '"Licensed Data" means the collection of scans, with their annotations, in Schedule A.',
    'Licensed Data',
    ['output'],
  ],
  [
    'what the service makes',
    '"Analysis Data" means transcripts and scores which the Service makes from calls.',
    'Analysis Data',
    ['output'],
  ],
  ['who is named', '"Data Provider" means whoever owns the Platform.', 'Data Provider', []],
  [
    'whose content it is not',
    '"Third-Party Materials" means tools owned by others than Orion or the Customer.',
    'Third-Party Materials',
    [],
  ],
])('%s', async (_, line, term, concepts) => {
  expect(await meaning(line, term)).toEqual(concepts);
});
