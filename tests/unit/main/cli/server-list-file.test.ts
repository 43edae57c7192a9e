import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readServerList } from '../../../../src/main/cli/server-list-file'
import { loadServers } from '../../../../src/main/cli/server-source'
import { UsageError } from '../../../../src/main/cli/usage-error'
import { makeTempDir } from '../../../support/temp-dir'

async function fileWith(text: string): Promise<string> {
  const path = join(await makeTempDir(), 'servers')
  await writeFile(path, text)
  return path
}

async function urlsOf(text: string): Promise<string[]> {
  return (await readServerList(await fileWith(text))).list.servers.map(({ url }) => url)
}

async function complaintAbout(text: string): Promise<string> {
  const path = await fileWith(text)
  const error: unknown = await loadServers({ serversFile: path }, undefined, '/').then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (!(error instanceof UsageError)) throw new Error('it was taken')
  return error.message.replaceAll(path, 'FILE')
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
    expect((await readServerList(path)).list.servers).toMatchObject([
      { url: 'a', id: 'x', name: 'A', enabled: false },
      { url: 'b' },
    ])
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
    ['{"url":"http://a"}', /^FILE, line 1: \{"url":"http:\/\/a"\} – A list in JSON is an array\. /],
    ['["http://a", 7]', /^FILE, line 1: 7 – An entry is an address in quotes or an object, /],
    ['["a", "b", {"url":"c","enabled":"no"}]', /^FILE, line 1: \{"url":"c","enabled":"no"\} – An entry is /],
    ['["http://a",\n', 'FILE, line 2 – This is not valid JSON. Check the brackets, quotes and colons here.'],
    [
      'http://192.168.1.[1-256]',
      'FILE, line 1: http://192.168.1.[1-256] – An IPv4 address has four numbers from 0 to 255, for example 192.168.1.31.',
    ],
    [
      'http://a[1-1999]\nhttp://b[1-3]',
      'FILE, line 2: http://b[1-3] – These would be 2002 servers. A list has room for 2000: remove some, or make a range smaller.',
    ],
    [
      'DEV_SERVER_COMFYUI_FILE=file:///other',
      'FILE, line 1: file:///other – A list cannot name another file. Name that file instead of this one.',
    ],
  ])('is refused when it is %j', async (text, complaint) => {
    expect(await complaintAbout(text)).toMatch(complaint)
  })

  it('is refused with everything that is wrong in it, in the order of the text', async () => {
    const text =
      '# ours\nhttp://192.168.1[1-50]:8188\nhttp://a\nhttp://b/x http://b[2-1]\nhello\nHTTP://A:80/ http://a:[80-81]'
    expect((await complaintAbout(text)).split('\n')).toEqual([
      'FILE, line 2: http://192.168.1[1-50]:8188 – A dot is missing before the range. Write http://192.168.1.[1-50]:8188.',
      'FILE, line 4: http://b/x – Leave out the path: the address ends after the host and port.',
      'FILE, line 4: http://b[2-1] – A range counts up. Write http://b[1-2].',
      'FILE, line 5: hello – This is not an address of a server. Write http://name:8188.',
      'FILE, line 6: HTTP://A:80/ – The list has this server already, in line 3.',
      'FILE, line 6: http://a:80 – The list has this server already, in line 3.',
    ])
  })

  it('is refused with twenty reasons at most', async () => {
    const lines = async (count: number) => (await complaintAbout('http://a/x\n'.repeat(count))).split('\n')
    expect(await lines(20)).toHaveLength(20)
    expect(await lines(22)).toHaveLength(21)
    expect((await lines(22)).at(-1)).toBe('And 2 more.')
  })

  it('is refused in the words of the panel when it cannot be read', async () => {
    const dir = await makeTempDir()
    const none = join(dir, 'none')
    await expect(readServerList(none)).rejects.toThrow(
      new UsageError(`${none} could not be read: the file or its folder does not exist.`),
    )
    await expect(readServerList(dir)).rejects.toThrow(new UsageError(`${dir} could not be read: it is a folder.`))
    const odd = `${none}\0`
    await expect(readServerList(odd)).rejects.toThrow(/could not be read: ERR_INVALID_ARG_VALUE\.$/)
  })
})
