/** Starts the page. */
import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import './page.css';
import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.js';
import { LanguageProvider } from './language.js';
import { theme } from './theme.js';

const nonce = document.querySelector<HTMLMetaElement>('meta[name=csp-nonce]')!.content;

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
