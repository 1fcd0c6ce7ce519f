/** Starts the page. */
import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import './page.css';
import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { config } from 'zod';
import { App } from './app.js';
import { LanguageProvider } from './language.js';
import { desk } from './store/works.js';
import { theme } from './theme.js';

// The page's policy forbids code that is made while it runs.
config({ jitless: true });
void desk.restore();

const nonce = document.querySelector<HTMLMetaElement>('meta[name=csp-nonce]')!.content;
// By this name dialogs, which lock the page's scrolling by a style sheet, look for it.
Object.assign(globalThis, { __webpack_nonce__: nonce });

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <MantineProvider theme={theme} defaultColorScheme="auto" getStyleNonce={() => nonce}>
      <LanguageProvider>
        <Notifications />
        <App />
      </LanguageProvider>
    </MantineProvider>
  </StrictMode>,
);
