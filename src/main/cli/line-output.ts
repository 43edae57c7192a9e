import { LineWriter } from '../core/logging/line-writer'

/** Lines to a standard stream. */
export interface LineOutput {
  /** Whoever read this is gone, as after `serve | head -1`: lines are dropped. */
  readonly isClosed: boolean
  add(line: string): void
  /** Resolves when all that was added is written or dropped. */
  flush(): Promise<void>
}

/** A slow or stuck reader never holds up the program: Node writes to a pipe without blocking, and we wait for it here. */
export function lineOutput(stream: NodeJS.WriteStream): LineOutput {
  let isClosed = false
  const close = () => {
    isClosed = true
  }
  stream.on('error', close)
  const write = async (text: string) => {
    if (!isClosed) await new Promise<void>((resolve) => stream.write(text, () => resolve()))
  }
  const lines = new LineWriter(write, close)
  return {
    get isClosed() {
      return isClosed
    },
    add: (line) => lines.add(line),
    flush: () => lines.flush(),
  }
}
