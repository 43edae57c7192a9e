import { describe, expect, it } from 'vitest'
import { FileStore, pathInside } from '../../../src/simulator/files/file-store'

describe('the disk', () => {
  it('drops the oldest pictures when they become many, and nothing that people saved', () => {
    const store = new FileStore(() => 0)
    const large = Buffer.alloc(30 * 1024 * 1024)
    for (const name of ['a', 'b', 'c']) {
      store.put('output', name, large)
      store.put('user', name, large)
    }
    expect(store.list('output').map(([path]) => path)).toEqual(['b', 'c'])
    expect(store.list('user').map(([path]) => path)).toEqual(['a', 'b', 'c'])
  })

  it('keeps when a file was made, and notes when it was changed', () => {
    let now = 1
    const store = new FileStore(() => now)
    store.put('user', 'a', Buffer.from('x'))
    now = 2
    expect(store.put('user', 'a', Buffer.from('y'))).toMatchObject({ createdMs: 1, modifiedMs: 2 })
  })

  it.each([
    ['', 'a.png', 'a.png'],
    ['clips/new', 'a.png', 'clips/new/a.png'],
    ['./clips/', 'a.png', 'clips/a.png'],
    ['..', 'a.png', undefined],
    ['clips/../..', 'a.png', undefined],
    ['/etc', 'passwd', undefined],
    ['', '/etc/passwd', undefined],
    ['', '..\\a.png', undefined],
    ['', '', undefined],
  ])('%s with %s is %s', (subfolder, name, path) => {
    expect(pathInside(subfolder, name)).toBe(path)
  })
})
