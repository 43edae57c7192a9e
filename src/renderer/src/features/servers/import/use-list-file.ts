import type { ErrorInfo } from '@shared/errors'
import { MAX_LIST_LENGTH } from '@shared/server-list/listed-server'
import type { TFunction } from 'i18next'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { panel } from '../../../bridge/panel-bridge'
import { setImportText } from './import-store'

export interface ListFileHandle {
  readonly isOpening: boolean
  /** Why the last file could not be read, until the next one or `forgetFailure`. */
  readonly failure: ErrorInfo | null
  readonly forgetFailure: () => void
  /** Lets the person choose a file, proposing `path`; its text becomes the text of the dialog. */
  readonly open: (path?: string) => Promise<void>
  /** Takes the text of a file that was dropped on the page. */
  readonly take: (file: File) => Promise<void>
}

/** Texts from files, for the dialog. `onText` is called once one is there. */
export function useListFile(onText: () => void): ListFileHandle {
  const { t } = useTranslation()
  const [isOpening, setIsOpening] = useState(false)
  const [failure, setFailure] = useState<ErrorInfo | null>(null)

  function accept(text: string): void {
    setImportText(text)
    onText()
  }

  async function open(path?: string): Promise<void> {
    setFailure(null)
    setIsOpening(true)
    const result = await panel.openListFile(path === undefined ? {} : { path })
    setIsOpening(false)
    if (!result.ok) setFailure(result.error)
    else if (result.value !== null) accept(result.value.text)
  }

  async function take(file: File): Promise<void> {
    setFailure(null)
    const text = await readDropped(file, t)
    if (typeof text === 'string') accept(text)
    else setFailure(text)
  }

  return { isOpening, failure, forgetFailure: () => setFailure(null), open, take }
}

async function readDropped(file: File, t: TFunction): Promise<string | ErrorInfo> {
  const refuse = (reason: string): ErrorInfo => ({
    code: 'LIST_FILE_UNREADABLE',
    detail: reason,
    params: { name: file.name, reason },
  })
  // A character takes at most three bytes.
  if (file.size > 3 * MAX_LIST_LENGTH) return refuse(t('servers.files.tooLong'))
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(await file.arrayBuffer())
    return text.includes('\0') ? refuse(t('servers.files.notText')) : text
  } catch {
    // A folder, a file that cannot be read or bytes of another encoding: browsers tell them apart by no stable means.
    return refuse(t('servers.files.notText'))
  }
}
