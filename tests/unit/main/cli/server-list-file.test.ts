import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readServerList } from '../../../../src/main/cli/server-list-file'
import { UsageError } from '../../../../src/main/cli/usage-error'
import { makeTempDir } from '../../../support/temp-dir'

async function fileWith(text: string): Promise<string> {
  const path = join(await makeTempDir(), 'servers')
  await writeFile(path, text)
  return path
}

async function urlsOf(text: string): Promise<string[]> {
  return (await readServerList(await fileWith(text))).map(({ url }) => url)
}

async function complaintAbout(text: string): Promise<string> {
  const path = await fileWith(text)
  const error: unknown = await readServerList(path).then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (!(error instanceof UsageError)) throw new Error('it was taken')
  return error.message.replace(path, 'FILE')
}

describe('a servers file', () => {
  it.each([
    ['http://a:8188\nhttp://b:8188\n', 'one URL a line'],
    ['http://a:8188\r\nhttp://b:8188', 'lines of Windows, the last without an end'],
    ['# ours\n\n  http://a:8188\t# the big one\n#http://c\n http://b:8188 \n\n', 'comments and empty lines'],
    ['\uFEFFhttp://a:8188\nhttp://b:8188', 'a byte order mark'],
    ['["http://a:8188", "http://b:8188"]', 'a JSON array of URLs'],
    ['\uFEFF \n[\n"http://a:8188",\n"http://b:8188"\n]\n', 'the same with white space and a byte order mark'],
    ['[{"url":"http://a:8188","gpu":"4090"},{"url":"http://b:8188","weight":2}]', 'JSON objects with further keys'],
    ['["http://a:8188", {"url": "http://b:8188"}]', 'both kinds in one array'],
  ])('may be %j: %s', async (text, _form) => {
    expect(await urlsOf(text)).toEqual(['http://a:8188', 'http://b:8188'])
  })

  it('may say id, name and whether a server is in use', async () => {
    const path = await fileWith('[{"url":"a","id":"x","name":"A","enabled":false},{"url":"b"}]')
    expect(await readServerList(path)).toMatchObject([{ url: 'a', id: 'x', name: 'A', enabled: false }, { url: 'b' }])
  })

  it('may hold ranges, and be the text of an .env file', async () => {
    expect(await urlsOf('# ours\nDEV_SERVER_COMFYUI_URL=http://gpu[09-11]:8188\n')).toEqual([
      'http://gpu09:8188',
      'http://gpu10:8188',
      'http://gpu11:8188',
    ])
  })

  it('keeps a # that is part of an address, so that the address can be refused', async () => {
    expect(await urlsOf('http://a:8188/#x')).toEqual(['http://a:8188/#x'])
  })

  it.each([
    ['', 'FILE names no server.'],
    ['# nothing\n\n', 'FILE names no server.'],
    ['[]', 'FILE names no server.'],
    ['{"url":"http://a"}', /^FILE, line 1, column 1, \{"url":"http:\/\/a"\}: A list in JSON is an array\. /],
    ['["http://a", 7]', /^FILE, line 1, column 14, 7: An entry is an address in quotes or an object, /],
    ['["a", "b", {"url":"c","enabled":"no"}]', /^FILE, line 1, column 12, \{"url":"c","enabled":"no"\}: An entry is /],
    ['["http://a",\n', 'FILE, line 2, column 1: This is not valid JSON. Check the brackets, quotes and colons here.'],
    [
      'http://a\nhttp://192.168.1[1-50]:8188\nhttp://b[2-1]',
      'FILE, line 2, column 1, http://192.168.1[1-50]:8188: A dot is missing before the range. Write http://192.168.1.[1-50]:8188.',
    ],
    [
      'http://192.168.1.[1-256]',
      'FILE, line 1, column 1, http://192.168.1.[1-256]: An IPv4 address has four numbers from 0 to 255, for example 192.168.1.31.',
    ],
    [
      'http://a[1-1999]\nhttp://b[1-3]',
      'FILE, line 2, column 1, http://b[1-3]: These would be 2002 servers. A list has room for 2000: remove some, or make a range smaller.',
    ],
    [
      'DEV_SERVER_COMFYUI_FILE=file:///other',
      'FILE, line 1, column 25, file:///other: A list cannot name another file. Name that file instead of this one.',
    ],
  ])('is refused when it is %j', async (text, complaint) => {
    expect(await complaintAbout(text)).toMatch(complaint)
  })

  it('is refused with its path when it cannot be read', async () => {
    const dir = await makeTempDir()
    await expect(readServerList(join(dir, 'none'))).rejects.toThrow(
      `The servers file ${join(dir, 'none')} cannot be read: there is no such file.`,
    )
    await expect(readServerList(dir)).rejects.toThrow(/cannot be read: EISDIR/)
  })
})
