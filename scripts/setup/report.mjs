/** A failure that was foreseen: its message is a sentence for the person, and no stack is shown. */
export class SetupError extends Error {}

/**
 * Says what the set-up does. Always on standard error: standard output belongs to the program that is started.
 * @param {string} sentence
 */
export function say(sentence) {
  process.stderr.write(`[setup] ${sentence}\n`)
}

/**
 * Ends a command with exit code 1 and its reason on standard error.
 * @param {unknown} error
 */
export function failWith(error) {
  process.exitCode = 1
  if (error instanceof SetupError) process.stderr.write(`${error.message}\n`)
  else console.error(error)
}

/** Says in one sentence that Node is too old, instead of letting it stumble over something newer than itself. */
export function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major > 20 || (major === 20 && minor >= 19)) return
  throw new SetupError(`Comfy Switchboard needs Node 20.19 or newer; this is ${process.versions.node}.`)
}
