/** How the page looks: a Japanese reading face where the machine has one, colours that carry no meaning alone. */
import { createTheme } from '@mantine/core';

const FACES =
  '"Hiragino Sans", "Yu Gothic UI", "BIZ UDPGothic", Meiryo, "Noto Sans CJK JP", "Noto Sans JP", system-ui, sans-serif';

export const theme = createTheme({
  fontFamily: FACES,
  headings: { fontFamily: FACES },
  primaryColor: 'indigo',
  // White words stand out on it in both schemes; the library chooses them by the light one alone.
  primaryShade: 7,
  autoContrast: true,
  defaultRadius: 'sm',
  cursorType: 'pointer',
});
