import { useClipboard, useTimeout } from '@mantine/hooks'
import type { ServerEntry } from '@shared/model/server-entry'
import { formatServerList } from '@shared/server-list/format-server-list'
import type { ListForm } from '@shared/server-list/listed-server'
import { useState } from 'react'
import { saveListFile } from '../status/proxy-calls'

const ANSWER_MS = 2000

const FILE_NAMES = { json: 'comfyui-servers.json', text: 'comfyui-servers.txt', env: 'comfyui-servers.env' } as const

export interface ExportHandle {
  /** What has just been done, for a short time. */
  readonly answer: 'copied' | 'notCopied' | 'saved' | null
  readonly copy: (form: ListForm) => void
  /** Writes a file where the person says; a failure is a notice of the frame. */
  readonly save: (form: ListForm) => Promise<void>
}

/** Copies or saves a list of servers. */
export function useExport(servers: readonly ServerEntry[]): ExportHandle {
  const clipboard = useClipboard({ timeout: ANSWER_MS })
  const [isSaved, setIsSaved] = useState(false)
  const forget = useTimeout(() => setIsSaved(false), ANSWER_MS)

  async function save(form: ListForm): Promise<void> {
    if (!(await saveListFile({ name: FILE_NAMES[form], text: formatServerList(servers, form) }))) return
    setIsSaved(true)
    forget.start()
  }

  const copyAnswer = clipboard.error !== null ? 'notCopied' : clipboard.copied ? 'copied' : null
  return {
    answer: isSaved ? 'saved' : copyAnswer,
    copy: (form) => clipboard.copy(formatServerList(servers, form)),
    save,
  }
}
