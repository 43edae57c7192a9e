import { Button } from '@mantine/core'
import type { ComponentType } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './app.module.css'
import { EmptyState } from './components/empty-state'
import { ClientsScreen } from './features/clients/clients-screen'
import { DemoBar } from './features/frame/demo-bar'
import { ErrorBoundary } from './features/frame/error-boundary'
import { Notices } from './features/frame/notices'
import { Rail } from './features/frame/rail'
import { ScreenSkeleton } from './features/frame/screen-skeleton'
import { TitleArea } from './features/frame/title-area'
import { OverviewScreen } from './features/overview/overview-screen'
import { RoutesScreen } from './features/routes/routes-screen'
import { ServersScreen } from './features/servers/servers-screen'
import { SettingsScreen } from './features/settings/settings-screen'
import { type ScreenName, useScreen } from './state/screen'
import { usePanel } from './state/use-panel'

const SCREEN_OF: Record<ScreenName, ComponentType> = {
  overview: OverviewScreen,
  servers: ServersScreen,
  clients: ClientsScreen,
  routes: RoutesScreen,
  settings: SettingsScreen,
}

/** The frame: title area, rail, and the one screen that is shown. */
export function App() {
  const screen = useScreen()
  const isLoaded = usePanel((view) => view.isLoaded)
  const Screen = isLoaded ? SCREEN_OF[screen] : ScreenSkeleton
  return (
    <div className={styles.app}>
      <TitleArea />
      <Rail />
      <div className={styles.body}>
        <DemoBar />
        <Notices />
        <main className={styles.main}>
          <ErrorBoundary key={screen} fallback={(message, retry) => <ScreenFailed message={message} onRetry={retry} />}>
            <Screen />
          </ErrorBoundary>
        </main>
      </div>
    </div>
  )
}

function ScreenFailed({ message, onRetry }: { readonly message: string; readonly onRetry: () => void }) {
  const { t } = useTranslation()
  return (
    <div className={styles.failed}>
      <EmptyState icon="down" isBad title={t('frame.screenFailed')} text={t('frame.screenFailedText', { message })}>
        <Button onClick={onRetry}>{t('frame.showAgain')}</Button>
      </EmptyState>
    </div>
  )
}
