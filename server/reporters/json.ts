/** The report or the comparison itself, one JSON object on a line. */
import type { Reporter } from '../model/plugin.js';

const json: Reporter = {
  mediaType: 'application/json',
  extension: 'json',
  render: (report) => `${JSON.stringify(report)}\n`,
  renderComparison: (comparison) => `${JSON.stringify(comparison)}\n`,
};
export default json;
