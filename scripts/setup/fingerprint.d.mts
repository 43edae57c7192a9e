/** A hash of names and contents of files and folders, relative to `root`. */
export function fingerprint(root: string, paths: readonly string[]): string

/** The text of a file, or undefined when there is no such file. */
export function readIfThere(file: string): string | undefined
