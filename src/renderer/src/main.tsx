import './bridge/zod-without-eval'
// First, because it declares the order of the layers.
import './styles/base.css'
import '@mantine/core/styles.layer.css'
import './styles/fonts.css'
import './styles/tokens.css'
import { chooseLanguage } from '@shared/model/language'
import { setNonce } from 'get-nonce'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { I18nextProvider } from 'react-i18next'
import { App } from './app'
import { Appearance } from './appearance'
import { IconSprite } from './components/icon'
import { words } from './words'

const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? ''
// For the style tags of Mantine's scroll lock, which asks this library.
setNonce(nonce)

// Until the settings are there.
void words.changeLanguage(chooseLanguage('system', navigator.languages))

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no #root')
createRoot(root).render(
  <StrictMode>
    <I18nextProvider i18n={words}>
      <Appearance nonce={nonce}>
        <IconSprite />
        <App />
      </Appearance>
    </I18nextProvider>
  </StrictMode>,
)
