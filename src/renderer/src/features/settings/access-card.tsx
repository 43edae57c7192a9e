import { Radio, Textarea } from '@mantine/core'
import { ACCESS_MODES, type Settings } from '@shared/model/settings'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../components/format'
import { Icon } from '../../components/icon'
import { type LineReading, MAX_LINES, readRanges } from './line-lists'
import { Problem, SaveBar, SettingCard, SettingError } from './setting-card'
import styles from './settings.module.css'
import { useSettingForm } from './use-setting-form'

interface AccessForm {
  readonly mode: Settings['access']['mode']
  readonly text: string
}

function formOfAccess({ mode, cidrs }: Settings['access']): AccessForm {
  return { mode, text: cidrs.join('\n') }
}

/** Which client addresses are served. */
export function AccessCard() {
  const { t } = useTranslation()
  const listId = useId()
  const { save, form, change, cancel, isChanged, isSaving, error } = useSettingForm('access', formOfAccess)
  const ranges = readRanges(form.text)
  const problem = useListProblem(form, ranges)
  const labels = { network: t('settings.network'), anyone: t('settings.anyone'), list: t('settings.list') }
  const texts = { network: t('settings.networkText'), anyone: t('settings.anyoneText'), list: t('settings.listText') }

  return (
    <SettingCard title={t('settings.access')} note={t('settings.onSave')}>
      <Radio.Group
        label={t('settings.access')}
        classNames={{ label: 'visually-hidden' }}
        value={form.mode}
        onChange={(value) => change({ mode: ACCESS_MODES.find((mode) => mode === value) ?? 'network' })}
      >
        <div className={styles.radios}>
          {ACCESS_MODES.map((mode) => (
            <Radio key={mode} size="xs" value={mode} label={labels[mode]} description={texts[mode]} />
          ))}
        </div>
      </Radio.Group>
      {form.mode === 'anyone' ? (
        <p className={styles.warning}>
          <Icon name="degraded" size={14} />
          <span>{t('settings.anyoneWarning')}</span>
        </p>
      ) : null}
      {form.mode === 'list' ? (
        <div className={styles.list}>
          <Textarea
            autosize
            minRows={3}
            maxRows={8}
            aria-label={t('settings.listLabel')}
            aria-describedby={listId}
            classNames={{ input: styles.lines ?? '' }}
            spellCheck={false}
            value={form.text}
            error={problem !== null}
            onChange={(event) => change({ text: event.currentTarget.value })}
          />
          <div id={listId}>
            {problem === null ? <p className={styles.hint}>{t('settings.listHint')}</p> : <Problem>{problem}</Problem>}
          </div>
        </div>
      ) : null}
      {error === null ? null : (
        <div className={styles.under}>
          <SettingError error={error} />
        </div>
      )}
      {isChanged ? (
        <SaveBar
          canSave={problem === null}
          isSaving={isSaving}
          onSave={() => save({ mode: form.mode, cidrs: [...ranges.entries] })}
          onCancel={cancel}
        >
          {form.mode === 'anyone' ? null : t('settings.refused')}
        </SaveBar>
      ) : null}
    </SettingCard>
  )
}

/** Only a list that is used has to be right; but what could not be saved at all is always said. */
function useListProblem({ mode, text }: AccessForm, { entries, problem }: LineReading<'RANGE'>): string | null {
  const { t } = useTranslation()
  const format = useFormat()
  if (entries.length > MAX_LINES) return t('settings.tooMany', { max: format.count(MAX_LINES) })
  if (mode !== 'list') return null
  if (text.trim() === '') return t('settings.listEmpty')
  return problem === null ? null : t('settings.lineProblem', { line: problem.line, text: problem.text })
}
