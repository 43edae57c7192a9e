import { describeChanges, findProblems, listToSave, rowChanges } from '@renderer/features/servers/draft-changes'
import { rebaseDraft } from '@renderer/features/servers/rebase-draft'
import { type DraftAction, draftOf, reduceDraft, type ServerDraft } from '@renderer/features/servers/server-draft'
import type { ServerEntry, ServerId } from '@shared/model/server-entry'
import { describe, expect, it } from 'vitest'

const id = (text: string) => text as ServerId
const server = (name: string, host = name): ServerEntry => ({
  id: id(name),
  url: `http://${host}:8188`,
  name,
  enabled: true,
})
const [a, b, c] = [server('a'), server('b'), server('c')]
const self = { listenHost: '', port: 8800, names: ['192.168.1.20'] }

function after(draft: ServerDraft, ...actions: DraftAction[]): ServerDraft {
  return actions.reduce(reduceDraft, draft)
}

const typed = (name: string, field: 'name' | 'url', text: string): DraftAction => ({
  type: 'type',
  id: id(name),
  field,
  text,
})
const added = (name: string, url: string): DraftAction[] => [{ type: 'add', id: id(name) }, typed(name, 'url', url)]
const removed = (name: string): DraftAction => ({ type: 'remove', id: id(name) })
const names = (draft: ServerDraft) => listToSave(draft).map((entry) => entry.id)

describe('the draft of the server list', () => {
  it('is no change as long as nothing was done', () => {
    expect(describeChanges(draftOf([a, b])).isAny).toBe(false)
    expect(listToSave(draftOf([a, b]))).toEqual([a, b])
  })

  it('counts what was added, removed and changed, and says that the order is another', () => {
    const draft = after(draftOf([a, b, c]), ...added('d', 'd:8188'), removed('a'), typed('b', 'name', 'Lab'), {
      type: 'move',
      id: id('c'),
      by: -1,
    })
    expect(describeChanges(draft)).toEqual({ added: 1, removed: 1, changed: 1, isReordered: true, isAny: true })
    expect(listToSave(draft).map((entry) => entry.name || entry.url)).toEqual(['c', 'Lab', 'd:8188'])
    expect(Object.fromEntries(rowChanges(draft))).toEqual({ a: 'removed', b: 'changed', d: 'new' })
  })

  it('is no change again when everything was set back by hand', () => {
    const draft = after(
      draftOf([a, b]),
      typed('a', 'name', 'x'),
      { type: 'enable', id: id('b'), enabled: false },
      removed('b'),
      { type: 'restore', id: id('b') },
      { type: 'enable', id: id('b'), enabled: true },
      typed('a', 'name', 'a'),
    )
    expect(describeChanges(draft).isAny).toBe(false)
  })

  it('keeps a removed row in its place until Apply and gives it back on restore', () => {
    const draft = after(draftOf([a, b, c]), removed('b'))
    expect(draft.rows.map(({ entry, isRemoved }) => [entry.id, isRemoved])).toEqual([
      ['a', false],
      ['b', true],
      ['c', false],
    ])
    expect(names(draft)).toEqual(['a', 'c'])
    expect(names(after(draft, { type: 'restore', id: id('b') }))).toEqual(['a', 'b', 'c'])
  })

  it('takes a row that was never saved away at once, and undo brings back what was typed in it', () => {
    const draft = after(draftOf([a]), ...added('d', 'http://typed:1'), removed('d'))
    expect(draft.rows).toHaveLength(1)
    expect(listToSave(after(draft, { type: 'undo' })).at(-1)?.url).toBe('http://typed:1')
  })

  it('leaves rows out that nobody has typed anything in', () => {
    const draft = after(draftOf([a]), { type: 'add', id: id('d') })
    expect(describeChanges(draft).isAny).toBe(false)
    expect(names(draft)).toEqual(['a'])
    expect(findProblems(draft, self).size).toBe(0)
    expect(findProblems(after(draft, typed('d', 'name', 'Lab')), self).get(id('d'))?.problem).toBe('EMPTY')
  })

  it('moves a row past removed ones, because only the others have an order', () => {
    const draft = after(draftOf([a, b, c]), removed('b'), { type: 'move', id: id('c'), by: -1 })
    expect(names(draft)).toEqual(['c', 'a'])
    expect(describeChanges(draft).isReordered).toBe(true)
  })

  it('does not move the first row up or the last row down', () => {
    const draft = draftOf([a, b])
    expect(reduceDraft(draft, { type: 'move', id: id('a'), by: -1 })).toBe(draft)
    expect(reduceDraft(draft, { type: 'move', id: id('b'), by: 1 })).toBe(draft)
  })

  it('names the row of the table that a duplicate repeats, removed rows counted', () => {
    const draft = after(draftOf([a, b, c]), removed('a'), ...added('d', 'C:8188/'))
    expect(findProblems(draft, self).get(id('d'))).toEqual({ problem: 'DUPLICATE', otherRow: 3 })
  })

  it('does not compare with removed rows', () => {
    const draft = after(draftOf([a]), removed('a'), ...added('d', 'a:8188'))
    expect(findProblems(draft, self).size).toBe(0)
  })

  it('refuses the address of the switchboard itself', () => {
    const draft = after(draftOf([]), ...added('d', '192.168.1.20:8800'))
    expect(findProblems(draft, self).get(id('d'))?.problem).toBe('OWN_ADDRESS')
  })
})

describe('undo and redo', () => {
  it('take typing in one field as one step', () => {
    const draft = after(draftOf([a]), typed('a', 'name', 'L'), typed('a', 'name', 'La'), typed('a', 'name', 'Lab'))
    expect(draft.past).toHaveLength(1)
    const undone = after(draft, { type: 'undo' })
    expect(listToSave(undone)).toEqual([a])
    expect(listToSave(after(undone, { type: 'redo' }))[0]?.name).toBe('Lab')
  })

  it('start a new step when another field is typed in', () => {
    const draft = after(draftOf([a]), typed('a', 'name', 'Lab'), typed('a', 'url', 'lab'), { type: 'undo' })
    expect(listToSave(draft)[0]).toMatchObject({ name: 'Lab', url: a.url })
  })

  it('forget what was undone once something else is done', () => {
    const draft = after(draftOf([a]), typed('a', 'name', 'x'), { type: 'undo' }, removed('a'))
    expect(after(draft, { type: 'redo' })).toBe(draft)
  })

  it('bring a discarded draft back', () => {
    const draft = after(draftOf([a]), ...added('d', 'typed'), { type: 'discard' })
    expect(describeChanges(draft).isAny).toBe(false)
    expect(names(after(draft, { type: 'undo' }))).toEqual(['a', 'd'])
  })
})

describe('a list that was saved elsewhere while there is a draft', () => {
  it('becomes the draft when the person has changed nothing', () => {
    expect(listToSave(rebaseDraft(draftOf([a, b]), [b, c]))).toEqual([b, c])
  })

  it('leaves the draft as it is when it holds the same', () => {
    const draft = after(draftOf([a]), typed('a', 'name', 'x'))
    expect(rebaseDraft(draft, [{ ...a }])).toBe(draft)
  })

  it('changes only the fields that the person has not touched', () => {
    const draft = after(draftOf([a]), typed('a', 'name', 'mine'))
    const rebased = rebaseDraft(draft, [{ ...a, name: 'theirs', url: 'http://new:8188', enabled: false }])
    expect(listToSave(rebased)).toEqual([{ id: 'a', name: 'mine', url: 'http://new:8188', enabled: false }])
    expect(describeChanges(rebased)).toMatchObject({ changed: 1, added: 0 })
  })

  it('drops a line that is gone there unless the person has changed it', () => {
    const draft = after(draftOf([a, b, c]), typed('b', 'name', 'mine'), removed('c'))
    const rebased = rebaseDraft(draft, [])
    expect(names(rebased)).toEqual(['b'])
    expect(describeChanges(rebased)).toMatchObject({ added: 1, removed: 0 })
  })

  it('keeps rows that the person added and removed, each in its place', () => {
    const draft = after(draftOf([a, b]), ...added('d', 'd:1'), { type: 'move', id: id('d'), by: -1 }, removed('b'))
    const rebased = rebaseDraft(draft, [c, a, b])
    expect(rebased.rows.map(({ entry, isRemoved }) => [entry.id, isRemoved])).toEqual([
      ['c', false],
      ['a', false],
      ['d', false],
      ['b', true],
    ])
    expect(describeChanges(rebased)).toEqual({ added: 1, removed: 1, changed: 0, isReordered: false, isAny: true })
  })

  it('keeps the order that the person made and puts a new line after the one it follows there', () => {
    const draft = after(draftOf([a, b]), { type: 'move', id: id('b'), by: -1 })
    expect(names(rebaseDraft(draft, [a, c, b]))).toEqual(['b', 'a', 'c'])
  })

  it('takes the order of the saved list when the person has not changed it', () => {
    const draft = after(draftOf([a, b, c]), typed('a', 'name', 'mine'))
    expect(names(rebaseDraft(draft, [c, b, a]))).toEqual(['c', 'b', 'a'])
  })

  it('is what Apply was pressed for: nothing is left to apply', () => {
    const draft = after(draftOf([a, b]), ...added('d', 'd:1'), removed('a'), { type: 'move', id: id('d'), by: -1 })
    const rebased = rebaseDraft(draft, listToSave(draft))
    expect(describeChanges(rebased).isAny).toBe(false)
    expect(rebased.rows.map(({ entry }) => entry.id)).toEqual(['d', 'b'])
  })

  it('keeps what was typed between Apply and its answer', () => {
    const pressed = after(draftOf([a]), ...added('d', 'd:1'))
    const sent = listToSave(pressed)
    const rebased = rebaseDraft(after(pressed, typed('d', 'name', 'later')), sent)
    expect(listToSave(rebased)[1]).toMatchObject({ url: 'd:1', name: 'later' })
    expect(describeChanges(rebased)).toMatchObject({ changed: 1 })
  })
})
