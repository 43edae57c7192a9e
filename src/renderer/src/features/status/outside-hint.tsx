import { Trans, useTranslation } from 'react-i18next'
import { usePanel } from '../../state/use-panel'
import styles from './outside-hint.module.css'
import { systemOf } from './reach'

/** What may keep other devices out, when none has come yet. */
export function OutsideHint() {
  const { t } = useTranslation()
  const port = usePanel((view) => view.state.self.port)
  const system = systemOf(navigator.userAgent)
  return (
    <div className={styles.hint}>
      <p>{t('share.check')}</p>
      <ul>
        <li>
          <Trans i18nKey={`share.firewall.${system}`} values={{ port }} components={{ code: <code /> }} />
        </li>
        <li>{t('share.sameNetwork')}</li>
      </ul>
    </div>
  )
}
