/** The page: its header, and the screen that is open. */
import { Alert, AppShell, Button, Container, Loader, VisuallyHidden } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { CompareScreen } from './compare/screen.js';
import { DecisionsProvider } from './decide/context.js';
import { CounterpartyScreen } from './decide/counterparty-screen.js';
import { KeysHelp, useDecisionKeys } from './decide/keys.js';
import { DecisionsMenu } from './decide/menu.js';
import { FaultBoundary } from './fault.js';
import { Header } from './header.js';
import { useText } from './language.js';
import { ReviewScreen } from './review/screen.js';
import { StartScreen } from './start/screen.js';
import { useHistory } from './store/history.js';
import { RecentContracts } from './store/recent.js';
import { type Renewal, useReportLanguage } from './store/report-language.js';
import { desk, useDesk } from './store/works.js';
import type { Screen, Work } from './work.js';

const open = (screen: Screen) => desk.open(screen);

export function App() {
  const { screen, restoring } = useDesk();
  const renewal = useReportLanguage(screen);
  useHistory();
  if (restoring) return null;
  const notes = <Notes renewal={renewal} />;
  if (!('work' in screen))
    return (
      <Shell screen={screen} notes={notes} menu={null}>
        {screen.name === 'start' ? (
          <>
            <StartScreen open={open} />
            <RecentContracts />
          </>
        ) : (
          <CompareScreen {...screen} open={open} />
        )}
      </Shell>
    );
  return (
    <DecisionsProvider key={screen.work.id} work={screen.work}>
      <Decided screen={screen} notes={notes} />
    </DecisionsProvider>
  );
}

function Decided({ screen, notes }: { screen: Extract<Screen, { work: Work }>; notes: ReactNode }) {
  const { name, work } = screen;
  const [help, setHelp] = useState(false);
  return (
    <Shell screen={screen} notes={notes} menu={<DecisionsMenu work={work} open={open} onHelp={() => setHelp(true)} />}>
      {name === 'review' && <Keys onHelp={() => setHelp(true)} />}
      {name === 'review' ? <ReviewScreen work={work} open={open} /> : <CounterpartyScreen work={work} open={open} />}
      <KeysHelp opened={help} onClose={() => setHelp(false)} />
    </Shell>
  );
}

function Keys({ onHelp }: { onHelp: () => void }) {
  useDecisionKeys(onHelp);
  return null;
}

function Shell({
  screen,
  notes,
  menu,
  children,
}: {
  screen: Screen;
  notes: ReactNode;
  menu: ReactNode;
  children: ReactNode;
}) {
  const text = useText();
  const main = useRef<HTMLElement>(null);
  const place = 'work' in screen ? `${screen.name} ${screen.work.id}` : screen.name;
  const before = useRef(lastPlace);
  useEffect(() => {
    // Whoever reads by ear is to hear of the new screen; the first one is read anyway.
    if (before.current !== null && before.current !== place) main.current?.focus({ preventScroll: true });
    if (before.current !== place) window.scrollTo(0, 0);
    before.current = place;
    lastPlace = place;
  }, [place]);
  return (
    <AppShell header={{ height: 56 }} padding={0}>
      <AppShell.Header className="no-print">
        <Header>{menu}</Header>
      </AppShell.Header>
      <AppShell.Main id="main" tabIndex={-1} ref={main}>
        {notes}
        <FaultBoundary
          key={place}
          shown={
            <Container size="sm" py="xl">
              <Alert color="red" role="alert" icon={<IconAlertTriangle aria-hidden />} title={text('fault')}>
                <Button variant="default" mt="sm" onClick={() => open({ name: 'start' })}>
                  {text('start.again')}
                </Button>
              </Alert>
            </Container>
          }
        >
          {children}
        </FaultBoundary>
      </AppShell.Main>
    </AppShell>
  );
}

/** Where the page was before the shell that stands now. */
let lastPlace: string | null = null;

/** What went on beside the work. */
function Notes({ renewal }: { renewal: Renewal }) {
  const text = useText();
  const { failed } = useDesk();
  const [seen, setSeen] = useState(false);
  return (
    <>
      <VisuallyHidden role="status">{renewal === 'running' && text('renewal.running')}</VisuallyHidden>
      {renewal === 'running' && <Loader type="bar" size="xs" aria-hidden className="renewal no-print" />}
      {renewal === 'failed' && (
        <Alert color="orange" role="alert" className="no-print">
          {text('renewal.failed')}
        </Alert>
      )}
      {failed && !seen && (
        <Alert
          color="orange"
          role="alert"
          className="no-print"
          withCloseButton
          closeButtonLabel={text('close')}
          onClose={() => setSeen(true)}
        >
          {text('keeping.failed')}
        </Alert>
      )}
    </>
  );
}
