import { Textarea } from '@mantine/core'
import type { Settings } from '@shared/model/settings'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../components/format'
import { MAX_LINES, readPages } from './line-lists'
import { Problem, SaveBar, SettingCard, SettingError } from './setting-card'
import styles from './settings.module.css'
import { useSettingForm } from './use-setting-form'

function formOfPages(pages: Settings['allowedPages']): { readonly text: string } {
  return { text: pages.join('\n') }
}

/** Which pages of other addresses may send work here. */
export function PagesCard() {
  const { t } = useTranslation()
  const format = useFormat()
  const hintId = useId()
  const { save, form, change, cancel, isChanged, isSaving, error } = useSettingForm('allowedPages', formOfPages)
  const { entries, problem } = readPages(form.text)
  const words =
    entries.length > MAX_LINES
      ? t('settings.tooMany', { max: format.count(MAX_LINES) })
      : problem === null
        ? null
        : t('settings.pageProblem', {
            line: problem.line,
            problem: t(`urlProblems.${problem.problem}`, { row: '' }),
          })
  return (
    <SettingCard title={t('settings.pages')} note={t('settings.onSave')}>
      <div className={styles.list}>
        <p className={styles.listText}>{t('settings.pagesText')}</p>
        <Textarea
          autosize
          minRows={2}
          maxRows={8}
          aria-label={t('settings.pages')}
          aria-describedby={hintId}
          placeholder={t('settings.pagesHint')}
          classNames={{ input: styles.lines ?? '' }}
          spellCheck={false}
          value={form.text}
          error={words !== null}
          onChange={(event) => change({ text: event.currentTarget.value })}
        />
        <div id={hintId}>
          {words === null ? <p className={styles.hint}>{t('settings.pagesDefault')}</p> : <Problem>{words}</Problem>}
        </div>
        {error === null ? null : <SettingError error={error} />}
      </div>
      {isChanged ? (
        <SaveBar canSave={words === null} isSaving={isSaving} onSave={() => save([...entries])} onCancel={cancel} />
      ) : null}
    </SettingCard>
  )
}
