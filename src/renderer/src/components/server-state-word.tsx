import type { ServerStateName } from '@shared/model/server-state'
import { useTranslation } from 'react-i18next'
import type { IconName } from './icon'
import { StateWord, type Tone } from './state-pill'

const LOOKS: Record<ServerStateName, { readonly tone: Tone; readonly icon: IconName }> = {
  unknown: { tone: 'quiet', icon: 'checking' },
  up: { tone: 'ok', icon: 'healthy' },
  busy: { tone: 'ok', icon: 'clock' },
  suspect: { tone: 'warn', icon: 'degraded' },
  down: { tone: 'bad', icon: 'down' },
  draining: { tone: 'warn', icon: 'drain' },
  maintenance: { tone: 'quiet', icon: 'wrench' },
  disabled: { tone: 'quiet', icon: 'stopped' },
}

/** How a server is doing, as icon and word. */
export function ServerStateWord({ state }: { readonly state: ServerStateName }) {
  const { t } = useTranslation()
  const { tone, icon } = LOOKS[state]
  return (
    <StateWord tone={tone} icon={icon}>
      {t(`serverStates.${state}`)}
    </StateWord>
  )
}
