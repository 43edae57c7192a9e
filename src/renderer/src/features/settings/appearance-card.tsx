import { LANGUAGES, THEMES } from '@shared/model/settings'
import { useTranslation } from 'react-i18next'
import { Choice } from './choice'
import { SettingCard, SettingRow } from './setting-card'
import { useSetting } from './use-setting'

/** Language and theme. */
export function AppearanceCard() {
  const { t } = useTranslation()
  const language = useSetting('language')
  const theme = useSetting('theme')
  const languages = { system: t('settings.system'), en: t('settings.english'), zh: t('settings.chinese') }
  const themes = { system: t('settings.system'), light: t('settings.light'), dark: t('settings.dark') }
  return (
    <SettingCard title={t('settings.appearance')} note={t('settings.atOnce')}>
      <SettingRow label={t('settings.language')} text={t('settings.defaultSystem')} error={language.error}>
        <Choice
          label={t('settings.language')}
          value={language.saved}
          options={LANGUAGES.map((value) => ({ value, label: languages[value] }))}
          onChange={language.save}
        />
      </SettingRow>
      <SettingRow label={t('settings.theme')} text={t('settings.defaultSystem')} error={theme.error}>
        <Choice
          label={t('settings.theme')}
          value={theme.saved}
          options={THEMES.map((value) => ({ value, label: themes[value] }))}
          onChange={theme.save}
        />
      </SettingRow>
    </SettingCard>
  )
}
