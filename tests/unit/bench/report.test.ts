import { describe, expect, test } from 'vitest'
import { loadFigures, loadReport, startFigures, startReport } from '../../../bench/report.mjs'
import { figure, table } from '../../../bench/table.mjs'
import type { Load } from '../../../bench/throughput.mjs'

const SMALL: Load = { suite: 'small', kind: 'small', title: 'Small', unit: 'requests/s', connections: 1 }

describe('a table of the bench', () => {
  test('is Markdown whose columns line up, figures to the right', () => {
    expect(
      table(
        ['who', 'rate'],
        [
          ['a', '1,234'],
          ['the second', '5'],
        ],
      ),
    ).toBe(
      `
| who        |  rate |
| ---------- | ----: |
| a          | 1,234 |
| the second |     5 |`.trimStart(),
    )
  })

  test.for([
    [12_345.6, '12,346'],
    [99.94, '99.9'],
    [1.005, '1.01'],
    [0.7, '0.70'],
  ] as const)('shows %d as %s', ([value, expected]) => {
    expect(figure(value)).toBe(expected)
  })
})

describe('the report of a load', () => {
  const samples = {
    'http-proxy': [100, 200, 300].map((perSecond) => ({ perSecond, cpuUs: 150, p50Ms: 2, p99Ms: 9 })),
    node: [100, 180, 240].map((perSecond, round) => ({ perSecond, p50Ms: round, p99Ms: 10 * round })),
  }

  test('tells median, spread, share of bare http-proxy, and medians of the times, as far as they were measured', () => {
    expect(loadReport(loadFigures({ load: SMALL, samples }))).toBe(
      `
| Small                  | requests/s | min–max | × http-proxy | CPU µs | p50 ms | p99 ms |
| ---------------------- | ---------: | ------: | -----------: | -----: | -----: | -----: |
| bare http-proxy, Node  |        200 | 100–300 |         1.00 |    150 |   2.00 |   9.00 |
| our core, Node (serve) |        180 | 100–240 |         0.90 |        |   1.00 |   10.0 |`.trimStart(),
    )
  })

  test('leaves out what was not measured', () => {
    const { node } = loadFigures({ load: SMALL, samples: { node: [{ perSecond: 5 }] } }).contenders
    expect(node).toMatchObject({ ratio: undefined, cpuUs: undefined, p50Ms: undefined, p99Ms: undefined })
  })

  test('keeps every sample for the file', () => {
    expect(loadFigures({ load: SMALL, samples }).contenders.node?.samples).toEqual(samples.node)
  })
})

describe('the report of the starts', () => {
  test('compares the first content to that of the bare window in the same round', () => {
    const figures = startFigures({
      'bare-window': [400, 800].map((ms) => ({ shownMs: ms, firstContentMs: ms })),
      app: [600, 1600].map((ms) => ({ shownMs: ms - 100, firstContentMs: ms })),
    })
    expect(figures.app).toMatchObject({
      shownMs: { median: 1000 },
      firstContentMs: { min: 600, max: 1600 },
      ratio: 1.75,
    })
    expect(startReport(figures)).toContain('| Comfy Switchboard    |     1,000 | 500–1,500 |')
  })
})
