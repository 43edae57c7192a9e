import { useDebouncedValue } from '@mantine/hooks'
import type { ErrorInfo } from '@shared/errors'
import type { ClientPlace } from '@shared/model/client-row'
import { useEffect, useState } from 'react'
import { panel } from '../../bridge/panel-bridge'
import { usePanel } from '../../state/use-panel'

/** What is known about a text that may be an IP address. */
export type IpAnswer =
  | { readonly state: 'none' | 'noIp' }
  | { readonly state: 'place'; readonly place: ClientPlace }
  | { readonly state: 'failed'; readonly error: ErrorInfo }

const NONE: IpAnswer = { state: 'none' }
const DEBOUNCE_MS = 200

/** Asks where an IP would go: when typing has paused, and anew when what decides it has changed. */
export function useIpPlace(text: string): IpAnswer {
  const [asked] = useDebouncedValue(text.trim(), DEBOUNCE_MS)
  const settings = usePanel((view) => view.state.settings)
  const [answer, setAnswer] = useState<IpAnswer>(NONE)
  const ip = answer.state === 'place' ? answer.place.ip : undefined
  // The last socket of a client may close, and then it goes elsewhere.
  const isOn = usePanel((view) => (ip === undefined ? undefined : view.clients.get(ip)?.serverId))
  // biome-ignore lint/correctness/useExhaustiveDependencies: main answers anew when one of these has changed
  useEffect(() => {
    if (asked === '') return undefined
    let isWanted = true
    void panel.explainIp(asked).then((result) => {
      if (!isWanted) return
      if (!result.ok) setAnswer({ state: 'failed', error: result.error })
      else setAnswer(result.value === null ? { state: 'noIp' } : { state: 'place', place: result.value })
    })
    return () => {
      isWanted = false
    }
  }, [asked, settings, isOn])
  return asked === '' || text.trim() === '' ? NONE : answer
}
