/** Who the parties of an English contract are. */
import { describe, expect, test } from '@jest/globals';
import { segmenter } from '../../server/languages/en/segmenter.js';
import { parties } from '../../server/languages/en/vocabulary.js';
import markdown from '../../server/readers/markdown.js';
import text from '../../server/readers/text.js';
import { segment } from '../../server/segment.js';

function sides(text: string): string[][] {
  return parties(text, [0, text.indexOf('\n')]).map(({ role, name }) => [role, name]);
}

test('a short name in brackets is that of the company before it, whatever its points and capitals', () => {
  const text = 'These terms bind the firm named on the order form ("Customer") and Q.BIT GmbH ("qBit").\n';
  expect(sides(`${text}qBit shall host the service. Customer shall pay.`)).toEqual([
    ['user', 'Customer'],
    ['vendor', 'qBit'],
  ]);
});

test('a pronoun tells the side of the name beside it; a document called by a short name is no side', () => {
  const text =
    'The board is run by Halden Works Ltd (hereinafter called "Halden" or "we"). This paper (hereinafter referred to as "these Terms") binds each maker of tools (hereinafter called "developer" or "you").\n';
  const roles = Object.fromEntries(sides(text).map(([role, name]) => [name, role]));
  expect(roles).toMatchObject({ Halden: 'vendor', developer: 'user' });
  expect(roles).not.toHaveProperty('these Terms');
});

test('names after "between" are parties without brackets', () => {
  const text = 'This addendum is part of the agreement made between Northwind AI and Customer.\n';
  const body = 'Northwind AI shall process the data. Northwind AI will delete them. Northwind AI may keep copies.';
  expect(sides(text + body)).toEqual([
    ['vendor', 'Northwind AI'],
    ['user', 'Customer'],
  ]);
});

test('a side that is never introduced bears the name that most often has duties, of one word or of more', () => {
  const duties = ['host the service', 'keep the data', 'delete the data', 'answer'];
  const body = duties.map((duty) => `Tidal Works shall ${duty}.`).join(' ');
  expect(sides(`Order of the Customer\n${body} Customer shall pay.`)).toEqual([
    ['user', 'Customer'],
    ['vendor', 'Tidal Works'],
  ]);
});

test('who speaks as "we" is called by its name, too', () => {
  const duties = ['host the service', 'keep the data', 'delete the data', 'answer'];
  const body = duties.map((duty) => `Tidal may ${duty}. We shall tell you of it. You must agree.`).join(' ');
  expect(sides(`These rules are for your use of the tool.\n${body}`)).toContainEqual(['vendor', 'Tidal']);
});

async function labels(reader: typeof text, ...lines: string[]) {
  const document = await reader.read(Buffer.from(lines.join('\n')), { view: 'proposed' });
  return segment(document, [segmenter]).clauses.map(({ label, heading }) => `${label} ${heading}`.trim());
}

describe('English segmentation', () => {
  test('paragraphs may be numbered by part and letter', async () => {
    const found = await labels(
      text,
      'PART 2. PARTICULARS OF THE JOB',
      '2-A. Survey. Norvane shall survey the yard and tell the Client in writing what it found there.',
      '2-B. Delay. Each week by which the survey is late moves all later dates by a week as well.',
    );
    expect(found.slice(-2)).toEqual(['2-A Survey', '2-B Delay']);
  });

  test('numbers that start anew under each article are its items, also where they run on past its own number', async () => {
    const found = await labels(
      text,
      '1. THE PLATFORM',
      '1. Supply. Norvane shall supply the Platform to the Client for the Term of each order.',
      '2. Access. The Client shall keep its access codes safe and tell Norvane of any loss.',
      '3. Guests; Visitors. Staff of the Client may invite guests to a workspace for a week at most.',
      '2. CHARGES',
      'The Client shall pay the charges that the order states within thirty days.',
      '3. DATA',
      '1. Ownership. The Client owns what its staff upload to the Platform and what comes of it.',
      '2. Storage. Norvane shall store all uploads in two places within the country of the Client.',
    );
    expect(found).toEqual([
      '1 THE PLATFORM',
      '1.1 Supply',
      '1.2 Access',
      '1.3 Guests; Visitors',
      '2 CHARGES',
      '3 DATA',
      '3.1 Ownership',
      '3.2 Storage',
    ]);
  });

  test('articles called by letters hold numbers, and lists in lists of a Markdown file hold more of them', async () => {
    const found = await labels(
      markdown,
      '## A. The Tool',
      '',
      '1. **Use.** You may use the tool for the work of your own office.',
      '2. **End.**',
      '   1. Either of us may end the plan by a month of notice.',
      '   2. We may end it at once if you attack the tool.',
      '3. **After the end.** You may fetch your files for thirty days more.',
      '',
      '## B. Secrets',
      '',
      '1. **What is secret.** Your files and our prices are secret.',
      '2. **Care.** Each of us keeps what is secret as safe as its own.',
    );
    expect(found).toEqual([
      'A The Tool',
      'A.1 Use',
      'A.2 End',
      'A.2.1',
      'A.2.2',
      'A.3 After the end',
      'B Secrets',
      'B.1 What is secret',
      'B.2 Care',
    ]);
  });

  test('numbers that count on through chapters called by Roman numbers stay articles', async () => {
    const found = await labels(
      text,
      'I. General',
      '1. Parties. Norvane and the Client are the parties to this paper.',
      '2. Term. The term is one year from the date of signing by both.',
      'II. Money',
      '3. Price. The price is what the order form states for the term.',
      '4. Time. The Client shall pay within thirty days of each invoice.',
    );
    expect(found).toEqual(['I General', '1 Parties', '2 Term', 'II Money', '3 Price', '4 Time']);
  });

  test('a Markdown page that lost its line breaks is cut where its numbers count on', async () => {
    const filler =
      'The office shall keep its rooms, tools and papers in good order for the whole of the term agreed. '.repeat(6);
    const found = await labels(
      markdown,
      '# House rules',
      '',
      `These rules bind all guests. 1\\. Rooms.1.1 Keys. ${filler}1.2 Guests. ${filler}2. Meals. ${filler}3. Leaving. ${filler}`,
    );
    expect(found).toEqual(['1 Rooms', '1.1 Keys', '1.2 Guests', '2 Meals', '3 Leaving']);
  });
});

test('a table of terms behind that of the signatures belongs to the contract', async () => {
  const claim = 'Customer Covered Claims: any claim that the Customer Content, when used as this Agreement allows,';
  const source = [
    '## 1. Services\n\nProvider shall run the service.',
    '| Signature | |\n|---|---|\n| Print Name | |\n| Notice Address | 1 Mill Lane, a street whose name is long |',
    'Framework Terms',
    `| Key Terms | |\n|---|---|\n| Covered Claims | ${claim} infringes the rights of anyone else, in whatever country that person lives. |`,
  ].join('\n\n');
  const document = await markdown.read(Buffer.from(source), { view: 'proposed' });
  const { clauses } = segment(document, [segmenter]);
  expect(clauses.map(({ label }) => label)).toEqual(['1', 'Covered Claims']);
});
