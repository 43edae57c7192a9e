/** A Markdown table whose columns line up, so that it reads well in a terminal too; all columns but the first are figures. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string
/** A figure as it is read: with three digits that count, and never fewer than it has before the point. */
export function figure(value: number): string
