import { Autocomplete, Button, TextInput } from '@mantine/core'
import type { ErrorInfo, PanelErrorCode } from '@shared/errors'
import { DEFAULT_PORT } from '@shared/model/settings'
import { useTranslation } from 'react-i18next'
import { errorWords } from '../../components/error-words'
import { usePanel } from '../../state/use-panel'
import { Choice } from './choice'
import { formOfListen, isAddress, REACHES, readListenForm } from './listen-form'
import { ReachableAddresses } from './reachable-addresses'
import { Problem, SaveBar, SettingCard, SettingError, SettingRow } from './setting-card'
import styles from './settings.module.css'
import { useSettingForm } from './use-setting-form'

const OF_PORT: ReadonlySet<PanelErrorCode> = new Set(['PORT_IN_USE', 'PORT_FORBIDDEN'])
const OF_LISTENING: ReadonlySet<PanelErrorCode> = new Set([...OF_PORT, 'ADDRESS_NOT_AVAILABLE', 'LISTEN_FAILED'])

/** Where people reach the proxy. Saving changes it at once, also while it runs. */
export function ListeningCard() {
  const { t } = useTranslation()
  const status = usePanel((view) => view.state.status)
  const ownAddresses = usePanel((view) => view.state.self.names).filter(isAddress)
  const { saved, save, form, change, cancel, isChanged, isSaving, error } = useSettingForm('listen', formOfListen)
  const reading = readListenForm(form, saved)
  const isSavedBroken = status.state === 'failed' && !isChanged && OF_LISTENING.has(status.error.code)
  const failure = error ?? (isSavedBroken ? status.error : null)
  const isOfPort = failure !== null && OF_PORT.has(failure.code)
  const isOfAddress = failure?.code === 'ADDRESS_NOT_AVAILABLE' && form.reach === 'one'
  const reaches = { every: t('settings.reachEvery'), local: t('settings.reachLocal'), one: t('settings.reachOne') }
  const reachTexts = {
    every: t('settings.reachEveryText'),
    local: t('settings.reachLocalText'),
    one: t('settings.reachOneText'),
  }
  const portProblem = !reading.ok && reading.problem === 'port' ? t('settings.portProblem') : null
  const isAddressMissing = !reading.ok && reading.problem === 'address' && form.address.trim() === ''
  const addressProblem = !reading.ok && reading.problem === 'address' && !isAddressMissing

  return (
    <SettingCard title={t('settings.listening')} note={t('settings.onSave')}>
      <SettingRow label={t('settings.reach')} text={t('settings.reachDefault')}>
        <Choice
          label={t('settings.reach')}
          value={form.reach}
          options={REACHES.map((value) => ({ value, label: reaches[value] }))}
          onChange={(reach) => change({ reach })}
        />
      </SettingRow>
      <p className={styles.plain}>{reachTexts[form.reach]}</p>
      {form.reach === 'one' ? (
        <SettingRow label={t('settings.address')} text={t('settings.addressHint')}>
          <Autocomplete
            className={styles.addressField ?? ''}
            aria-label={t('settings.address')}
            data={ownAddresses}
            placeholder={ownAddresses[0] ?? '192.168.1.20'}
            value={form.address}
            error={addressProblem ? t('settings.addressProblem') : isOfAddress ? errorWords(failure, t) : null}
            onChange={(address) => change({ address })}
          />
        </SettingRow>
      ) : null}
      <SettingRow label={t('settings.port')} text={<PortHint port={form.port} />}>
        <TextInput
          className={styles.portField ?? ''}
          inputMode="numeric"
          aria-label={t('settings.port')}
          value={form.port}
          error={portProblem !== null || isOfPort}
          onChange={(event) => change({ port: event.currentTarget.value })}
        />
      </SettingRow>
      {portProblem === null ? null : (
        <div className={styles.under}>
          <Problem>{portProblem}</Problem>
        </div>
      )}
      {failure === null || isOfAddress ? null : (
        <Failure
          failure={failure}
          isSaved={error === null}
          onUse={(port) => save({ ...saved, ...(reading.ok ? reading.listen : {}), port })}
        />
      )}
      <ReachableAddresses />
      {isChanged ? (
        <SaveBar
          canSave={reading.ok}
          isSaving={isSaving}
          onSave={() => reading.ok && save(reading.listen)}
          onCancel={cancel}
        >
          {isAddressMissing
            ? t('settings.addressMissing')
            : status.state === 'running'
              ? t('settings.portChange')
              : null}
        </SaveBar>
      ) : null}
    </SettingCard>
  )
}

function PortHint({ port }: { readonly port: string }) {
  const { t } = useTranslation()
  const value = Number(port)
  const note = port.trim() === '0' ? t('settings.portAny') : value > 0 && value < 1024 ? t('settings.portLow') : null
  return (
    <>
      {t('settings.portDefault', { port: DEFAULT_PORT })}
      {note === null ? null : <br />}
      {note}
    </>
  )
}

interface FailureProps {
  readonly failure: ErrorInfo
  /** It is the saved address that could not be opened, not a new one. */
  readonly isSaved: boolean
  readonly onUse: (port: number) => void
}

/** Why the address could not be opened, and the way out where there is one. */
function Failure({ failure, isSaved, onUse }: FailureProps) {
  const { t } = useTranslation()
  const suggested = failure.params?.['suggestedPort']
  return (
    <div className={styles.under}>
      {isSaved ? <Problem>{errorWords(failure, t)}</Problem> : <SettingError error={failure} />}
      {typeof suggested === 'number' ? (
        <Button size="compact-md" onClick={() => onUse(suggested)}>
          {t('settings.usePort', { port: String(suggested) })}
        </Button>
      ) : null}
    </div>
  )
}
