import { MantineProvider } from '@mantine/core'
import { chooseLanguage } from '@shared/model/language'
import { type ReactNode, useEffect } from 'react'
import { usePanel } from './state/use-panel'
import { cssVariables, theme } from './theme'
import { words } from './words'

interface AppearanceProps {
  /** Of this load of the page: the CSP lets style tags pass that carry it. */
  readonly nonce: string
  readonly children: ReactNode
}

/** Theme and language as the settings say; `system` follows the system, also while the page is open. */
export function Appearance({ nonce, children }: AppearanceProps) {
  const scheme = usePanel((view) => view.state.settings.theme)
  useLanguage()
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      getStyleNonce={() => nonce}
      defaultColorScheme="auto"
      {...(scheme === 'system' ? {} : { forceColorScheme: scheme })}
    >
      {children}
    </MantineProvider>
  )
}

function useLanguage(): void {
  const setting = usePanel((view) => view.state.settings.language)
  useEffect(() => {
    function apply(): void {
      const language = chooseLanguage(setting, navigator.languages)
      document.documentElement.lang = language === 'zh' ? 'zh-CN' : language
      void words.changeLanguage(language)
    }
    apply()
    window.addEventListener('languagechange', apply)
    return () => window.removeEventListener('languagechange', apply)
  }, [setting])
}
