/** The values of a finding's axes, worst first, as the page lists them. */
import type { Finding, Severity, Status, Tilt } from '../../server/model/report.js';

export const STATUSES: readonly Status[] = ['missing', 'unread', 'weak', 'met', 'na'];
export const SEVERITIES: readonly Severity[] = ['high', 'medium', 'low', 'none'];
export const TILTS: readonly Tilt[] = ['user', 'vendor', 'none'];
/** In the order of the checklist's grid. */
export const ASPECTS: readonly Finding['aspect'][] = ['identify', 'provide', 'use', 'external', 'rights', 'results'];
export const OBJECTS: readonly Finding['object'][] = ['input', 'output'];
