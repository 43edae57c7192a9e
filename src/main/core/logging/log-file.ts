import { join } from 'node:path'
import { type ErrorInfo, toErrorInfo } from '@shared/errors'
import { LineWriter } from './line-writer'
import { RotatingFile } from './rotating-file'

/** `logs/switchboard.log` of a settings folder. A log that cannot be written is told of and tried again, nothing more. */
export class LogFile {
  readonly #dir: string
  readonly #file: RotatingFile
  readonly #lines: LineWriter

  /** @param onWritten called after each write; @param onTrouble after each write that failed */
  constructor(settingsDir: string, onWritten: () => void, onTrouble: (error: ErrorInfo) => void) {
    this.#dir = join(settingsDir, 'logs')
    this.#file = new RotatingFile(join(this.#dir, 'switchboard.log'))
    const write = async (text: string) => {
      await this.#file.append(text)
      onWritten()
    }
    this.#lines = new LineWriter(write, (error) => onTrouble(this.#describe(error)))
  }

  add(line: string): void {
    this.#lines.add(line)
  }

  async close(): Promise<void> {
    await this.#lines.flush()
    await this.#file.close()
  }

  #describe(error: unknown): ErrorInfo {
    const reason = (error as NodeJS.ErrnoException).code ?? ''
    return { code: 'LOG_NOT_WRITTEN', detail: toErrorInfo(error).detail, params: { dir: this.#dir, reason } }
  }
}
