import { Switch } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { SettingCard, SettingRow } from './setting-card'
import styles from './settings.module.css'
import { useSetting } from './use-setting'

/** What happens when the program starts, when its window closes, and while nobody touches the computer. */
export function StartupCard() {
  const { t } = useTranslation()
  return (
    <SettingCard title={t('settings.startup')} note={t('settings.atOnce')}>
      <SwitchRow
        setting="startProxyOnLaunch"
        label={t('settings.startOnLaunch')}
        text={t('settings.startOnLaunchText')}
      />
      <SwitchRow setting="closeToTray" label={t('settings.closeToTray')} text={t('settings.closeToTrayText')} />
      <SwitchRow setting="keepAwake" label={t('settings.keepAwake')} text={t('settings.keepAwakeText')} />
    </SettingCard>
  )
}

interface SwitchRowProps {
  readonly setting: 'startProxyOnLaunch' | 'closeToTray' | 'keepAwake'
  readonly label: string
  readonly text: string
}

function SwitchRow({ setting, label, text }: SwitchRowProps) {
  const { saved, save, error } = useSetting(setting)
  return (
    <SettingRow label={label} text={text} error={error}>
      <Switch
        size="sm"
        withThumbIndicator={false}
        classNames={{ input: styles.switchInput ?? '' }}
        aria-label={label}
        checked={saved}
        onChange={(event) => save(event.currentTarget.checked)}
      />
    </SettingRow>
  )
}
