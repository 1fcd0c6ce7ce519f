/** Where what is decided on a finding is shown and changed. */
import type { Finding } from '../../server/model/report.js';

export function DecisionSlot(_: { finding: Finding }) {
  return null;
}

export function DecisionTag(_: { finding: Finding }) {
  return null;
}
