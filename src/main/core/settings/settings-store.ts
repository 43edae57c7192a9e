import { type ErrorInfo, toErrorInfo } from '@shared/errors'
import type { Settings } from '@shared/model/settings'
import { loadSettings, saveSettings } from './settings-file'

/** The settings in use, and their way to the disk: one write at a time, the newest settings last. */
export class SettingsStore {
  readonly #dir: string
  readonly #mayWrite: boolean
  #settings: Settings
  #unsaved: Settings | undefined
  #saving: Promise<ErrorInfo | undefined> | undefined

  private constructor(dir: string, settings: Settings, mayWrite: boolean) {
    this.#dir = dir
    this.#settings = settings
    this.#mayWrite = mayWrite
  }

  /** @returns the store, and what the person has to be told about the file it was read from */
  static async open(dir: string, now: Date): Promise<{ store: SettingsStore; problem: ErrorInfo | undefined }> {
    const { settings, problem, mayWrite } = await loadSettings(dir, now)
    return { store: new SettingsStore(dir, settings, mayWrite), problem }
  }

  get settings(): Settings {
    return this.#settings
  }

  /**
   * Takes the settings over at once and writes them.
   * @returns why they could not be written; they are in use all the same
   */
  async update(settings: Settings): Promise<ErrorInfo | undefined> {
    this.#settings = settings
    this.#unsaved = settings
    this.#saving ??= this.#saveAll()
    return this.#saving
  }

  /** Resolves when nothing is left to write. */
  async flush(): Promise<void> {
    await this.#saving
  }

  async #saveAll(): Promise<ErrorInfo | undefined> {
    let problem: ErrorInfo | undefined
    while (this.#unsaved !== undefined) {
      const settings = this.#unsaved
      this.#unsaved = undefined
      problem = await this.#save(settings)
    }
    this.#saving = undefined
    return problem
  }

  async #save(settings: Settings): Promise<ErrorInfo | undefined> {
    const params = { dir: this.#dir }
    if (!this.#mayWrite) {
      const detail = 'the settings file in place could not be read and is not overwritten'
      return { code: 'SETTINGS_NOT_SAVED', detail, params: { ...params, reason: 'KEPT' } }
    }
    try {
      await saveSettings(this.#dir, settings)
      return undefined
    } catch (error) {
      const reason = (error as NodeJS.ErrnoException).code ?? ''
      return { code: 'SETTINGS_NOT_SAVED', detail: toErrorInfo(error).detail, params: { ...params, reason } }
    }
  }
}
