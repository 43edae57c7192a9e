/** A command of the README, and what the README shows as its output. */
export interface Example {
  readonly command: string
  readonly output: string | undefined
}

const FENCE = /^```(?<language>\w*)\n(?<text>[\s\S]*?)^```$/gm

/**
 * The commands in the `bash` blocks of a Markdown text. A `text` block right after a block with one command is what that
 * command prints.
 */
export function examplesIn(markdown: string): Example[] {
  const blocks = [...markdown.matchAll(FENCE)].map(({ index, 0: { length }, groups = {} }) => ({
    language: groups.language,
    text: groups.text ?? '',
    start: index,
    end: index + length,
  }))
  return blocks.flatMap(({ language, text, end }, at) => {
    if (language !== 'bash') return []
    const next = blocks[at + 1]
    const isFollowed = next?.language === 'text' && markdown.slice(end, next.start).trim() === ''
    const commands = commandsIn(text)
    return commands.map((command) => ({ command, output: isFollowed && commands.length === 1 ? next.text : undefined }))
  })
}

function commandsIn(block: string): string[] {
  return block
    .replaceAll('\\\n', ' ')
    .split('\n')
    .map((line) => line.replace(/\s+#.*$/, '').trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
}

/** The npm script that a command starts, also at the end of a pipe. */
export function npmScriptOf(command: string): string | undefined {
  return /(?:^|\| )npm (?:run (?:--silent )?)?(?!ci\b|install\b)(?<script>[\w:-]+)/.exec(command)?.groups?.script
}
