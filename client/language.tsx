/** The page's language and its words: chosen without a reload, remembered, said to screen readers. */
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import { message, type MessageKey as ReportKey } from '../server/messages/message.js';
import { en, type Messages } from './messages/en.js';
import { ja } from './messages/ja.js';
import { keepSetting, setting } from './store/settings.js';

export type Language = 'ja' | 'en';
export type Values = Readonly<Record<string, string | number>>;
/** A word of the page, or one that reports use too (`status.met`). */
export type TextKey = keyof Messages | ReportKey;
export type Text = (key: TextKey, values?: Values) => string;

const MESSAGES: Readonly<Record<Language, Messages>> = { ja, en };

const Context = createContext<{ language: Language; choose: (language: Language) => void; text: Text } | null>(null);

export function LanguageProvider({ children }: { children: ReactNode }) {
  const [language, setLanguage] = useState<Language>(firstLanguage);
  const value = useMemo(() => ({ language, choose: setLanguage, text: textIn(language) }), [language]);
  useEffect(() => {
    document.documentElement.lang = language;
    document.title = value.text('title');
    keepSetting('language', language);
  }, [language, value]);
  return <Context value={value}>{children}</Context>;
}

export function useLanguage() {
  return useContext(Context)!;
}

export function useText(): Text {
  return useLanguage().text;
}

export function textIn(language: Language): Text {
  const own: Readonly<Record<string, string>> = MESSAGES[language];
  return (key, values = {}) =>
    own[key]?.replace(/\{([a-z]+)\}/g, (_, name: string) => String(values[name] ?? '')) ??
    message(language, key, values);
}

function firstLanguage(): Language {
  const kept = setting('language');
  if (kept === 'ja' || kept === 'en') return kept;
  return navigator.language.startsWith('ja') ? 'ja' : 'en';
}
