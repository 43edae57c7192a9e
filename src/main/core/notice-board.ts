import type { ErrorInfo } from '@shared/errors'
import type { Notice } from '@shared/model/panel-snapshot'

const MAX_NOTICES = 20

/** What the person should know until they dismiss it: one notice for each code, the newest of its kind. */
export class NoticeBoard {
  #notices: readonly Notice[] = []
  #nextId = 1

  get notices(): readonly Notice[] {
    return this.#notices
  }

  has(code: ErrorInfo['code']): boolean {
    return this.#notices.some((notice) => notice.error.code === code)
  }

  post(error: ErrorInfo, at: number): void {
    const others = this.#notices.filter((notice) => notice.error.code !== error.code)
    this.#notices = [...others, { id: this.#nextId++, at, error }].slice(-MAX_NOTICES)
  }

  dismiss(id: number): void {
    this.#notices = this.#notices.filter((notice) => notice.id !== id)
  }

  /** Takes down a notice whose cause is gone. */
  clear(code: ErrorInfo['code']): void {
    this.#notices = this.#notices.filter((notice) => notice.error.code !== code)
  }
}
