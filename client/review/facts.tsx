/** Facts on the check: file, language, model, side, checklist, notices; in one line, or all of them. */
import type { TextKey } from '../language.js';
import { useText } from '../language.js';
import { useReview } from './state.js';
import classes from './strip.module.css';

export function Facts({ brief = false }: { brief?: boolean }) {
  const text = useText();
  const { report } = useReview();
  const { document, model, modelSource, modelReason, side, checklist, parties, notices } = report;
  const source = text(`report.model.${modelSource}`);
  const named = text('text.aside', { main: text(`model.${model}`), aside: source });
  const language = text(`language.${document.language}` as TextKey);
  if (brief) {
    const facts = [document.format.toUpperCase(), language, named, sided(text, side)];
    return <p className={classes.brief}>{facts.join(text('review.between'))}</p>;
  }
  const size = [
    ...(document.pages === null ? [] : [text('report.pages', { count: document.pages })]),
    text('report.characters', { count: document.characters.toLocaleString() }),
  ].join(text('list.separator'));
  const overlays = checklist.overlays.length > 0 ? ` + ${checklist.overlays.join(', ')}` : '';
  const rows: [string, string][] = [
    [text('report.document'), [document.format.toUpperCase(), language, size].join(text('review.between'))],
    [text('report.model'), text('text.aside', { main: named, aside: modelReason })],
    [text('report.side'), text(`side.${side}`)],
    ...(document.revisions > 0
      ? [[text('report.view'), text(`report.view.${report.markup ? 'markup' : document.view}`)] as [string, string]]
      : []),
    [
      text('report.parties'),
      parties
        .map(({ name, role }) => text('text.aside', { main: name, aside: text(`role.${role}`) }))
        .join(text('list.separator')) || text('report.no-parties'),
    ],
    [text('report.checklist'), `${checklist.title} (${checklist.id} ${checklist.version}${overlays})`],
  ];
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
    <section className={classes.facts} tabIndex={0} aria-label={text('review.details')}>
      <dl>
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <bdi>{value}</bdi>
            </dd>
          </div>
        ))}
      </dl>
      <p>{checklist.disclaimer}</p>
      {notices.length > 0 && (
        <section>
          <h3>{text('review.notices', { count: notices.length })}</h3>
          <ul>
            {notices.map(({ code, message, where }, index) => (
              <li key={`${code} ${String(index)}`}>
                {where === '' ? message : text('text.labelled', { label: where, text: message })}
              </li>
            ))}
          </ul>
        </section>
      )}
    </section>
  );
}

function sided(text: ReturnType<typeof useText>, side: 'user' | 'vendor' | 'neutral'): string {
  return text('text.labelled', { label: text('report.side'), text: text(`side.${side}`) });
}
