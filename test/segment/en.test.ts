/** Who the parties of an English contract are. */
import { expect, test } from '@jest/globals';
import { parties } from '../../server/languages/en/vocabulary.js';

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
