import { Button, Menu, Tooltip } from '@mantine/core'
import type { ServerEntry } from '@shared/model/server-entry'
import { LIST_FORMS } from '@shared/server-list/listed-server'
import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from '../../components/icon'
import styles from './export-menu.module.css'
import { useExport } from './use-export'

interface ExportMenuProps {
  /** The saved list. */
  readonly servers: readonly ServerEntry[]
  /** There are changes that the export does not hold. */
  readonly isDraft: boolean
}

/** Gives the saved list away, in each of the forms that an import reads. */
export function ExportMenu({ servers, isDraft }: ExportMenuProps) {
  const { t } = useTranslation()
  const { answer, copy, save } = useExport(servers)
  const words = answer === null ? '' : t(`servers.export.${answer}`)
  return (
    <Tooltip label={words} opened={answer !== null} position="bottom">
      <span>
        <Menu position="bottom-end" shadow="md" width={272}>
          <Menu.Target>
            <Button leftSection={<Icon name="download" />}>{t('servers.export.button')}</Button>
          </Menu.Target>
          <Menu.Dropdown>
            {isDraft ? (
              <p className={styles.draft}>
                <Icon name="info" size={14} />
                {t('servers.export.ofSaved')}
              </p>
            ) : null}
            {LIST_FORMS.map((form) => (
              <Fragment key={form}>
                <Menu.Label className={styles.label ?? ''}>{t(`servers.export.${form}Note`)}</Menu.Label>
                <Menu.Item
                  className={styles.item ?? ''}
                  leftSection={<Icon name="copy" size={14} />}
                  onClick={() => copy(form)}
                >
                  {t('servers.export.copy', { form: t(`servers.export.${form}`) })}
                </Menu.Item>
                <Menu.Item
                  className={styles.item ?? ''}
                  leftSection={<Icon name="file" size={14} />}
                  onClick={() => void save(form)}
                >
                  {t('servers.export.save', { form: t(`servers.export.${form}`) })}
                </Menu.Item>
              </Fragment>
            ))}
          </Menu.Dropdown>
        </Menu>
        <span className="visually-hidden" aria-live="polite">
          {words}
        </span>
      </span>
    </Tooltip>
  )
}
