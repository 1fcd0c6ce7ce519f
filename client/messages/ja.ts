/** Japanese words of the page. */
import type { Messages } from './en.js';

export const ja: Messages = {
  title: 'AI契約チェッカー',
  'skip-to-main': '本文へ移動',
  language: '言語',
  'dark-mode': 'ダークモード',
  'light-mode': 'ライトモード',
  'start.title': '契約書をチェックする',
  'start.file': '契約書（Word、PDF、HTML、Markdown、テキスト）',
  'start.check': '契約書をチェックする',
  'start.again': '別の契約書をチェックする',
  unreachable: 'チェッカーに接続できませんでした。起動しているか確認のうえ、もう一度お試しください。',
};
