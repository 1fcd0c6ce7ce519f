/** English words of the page. `{name}` stands for a value. */
export const en = {
  title: 'AI Contract Checker',
  'skip-to-main': 'Skip to the content',
  language: 'Language',
  'dark-mode': 'Dark mode',
  'light-mode': 'Light mode',
  'start.title': 'Check a contract',
  'start.file': 'Contract (Word, PDF, HTML, Markdown or text)',
  'start.check': 'Check the contract',
  'start.again': 'Check another contract',
  unreachable: 'The checker could not be reached. Please see whether it is still running, and try again.',
} as const;

export type Messages = Readonly<Record<keyof typeof en, string>>;
