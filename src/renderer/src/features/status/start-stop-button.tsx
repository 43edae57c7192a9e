import { Button } from '@mantine/core'
import type { MouseEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from '../../components/icon'
import { usePanel } from '../../state/use-panel'
import { startProxy, stopProxy } from './proxy-calls'
import styles from './start-stop-button.module.css'

/** The one large control. While main is starting or stopping it stands still and shows where things go. */
export function StartStopButton() {
  const { t } = useTranslation()
  const state = usePanel((view) => view.state.status.state)
  const hasServers = usePanel((view) => view.state.settings.servers.length > 0)
  const isLoaded = usePanel((view) => view.isLoaded)
  const isStop = state === 'running' || state === 'starting'
  const isBusy = state === 'starting' || state === 'stopping'
  const canPress = isLoaded && !isBusy && (isStop || hasServers)

  function press(event: MouseEvent): void {
    // The second click of a double click would undo what the first one did.
    if (event.detail > 1) return
    void (isStop ? stopProxy() : startProxy())
  }

  return (
    <Button
      className={styles.button}
      variant={isStop || state === 'failed' ? 'default' : 'filled'}
      disabled={!canPress}
      leftSection={<Icon name={isStop ? 'stop' : 'play'} isFilled />}
      onClick={press}
    >
      {t(isStop ? 'frame.stop' : 'frame.start')}
    </Button>
  )
}
