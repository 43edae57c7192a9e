import { Tooltip } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useTranslation } from 'react-i18next'
import { Icon, type IconName } from '../../components/icon'
import { openScreen, SCREENS, type ScreenName, useScreen } from '../../state/screen'
import { usePanel } from '../../state/use-panel'
import { shownStatus } from '../status/shown-status'
import { AboutDialog } from './about-dialog'
import styles from './rail.module.css'

const ICONS: Record<ScreenName, IconName> = {
  overview: 'overview',
  servers: 'server',
  clients: 'clients',
  routes: 'routes',
  settings: 'settings',
}

/** The way between the screens, and to About. */
export function Rail() {
  const { t } = useTranslation()
  const shown = useScreen()
  const [isAboutOpen, about] = useDisclosure(false)
  return (
    <nav className={styles.rail} aria-label={t('nav.label')}>
      {SCREENS.map((screen) => (
        <RailButton key={screen} screen={screen} isShown={screen === shown} />
      ))}
      <button type="button" className={styles.about} onClick={about.open}>
        <Icon name="info" size={18} />
        {t('frame.about')}
      </button>
      <AboutDialog isOpen={isAboutOpen} onClose={about.close} />
    </nav>
  )
}

function RailButton({ screen, isShown }: { readonly screen: ScreenName; readonly isShown: boolean }) {
  const { t } = useTranslation()
  return (
    <button
      type="button"
      className={styles.item}
      aria-label={t(`nav.${screen}`)}
      aria-current={isShown ? 'page' : undefined}
      onClick={() => openScreen(screen)}
    >
      <Icon name={ICONS[screen]} size={20} />
      <span>{t(`nav.${screen}`)}</span>
      {screen === 'servers' ? <DownMark /> : null}
    </button>
  )
}

/** Says on every screen that a server needs a look. */
function DownMark() {
  const { t } = useTranslation()
  const count = usePanel((view) => (view.state.status.state === 'running' ? shownStatus(view.state).down.length : 0))
  if (count === 0) return null
  return (
    <Tooltip label={t('nav.serversDown', { count })} position="right">
      <span className={styles.mark} role="img" aria-label={t('nav.serversDown', { count })} />
    </Tooltip>
  )
}
