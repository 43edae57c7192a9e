import {
  EMPTY_VIEW,
  MAX_ROUTES,
  type PanelView,
  withActivity,
  withSnapshot,
  withState,
} from '@renderer/state/panel-view'
import { describe, expect, it } from 'vitest'
import { aClient, anActivity, aRoute, aSnapshot, aState, NO_COUNTS, servers } from '../../support/ui-data'

const list = servers(2)
const loaded = withSnapshot(EMPTY_VIEW, aSnapshot({ routes: [aRoute(1), aRoute(2)] }))

function ids(view: PanelView): number[] {
  return view.routes.map((row) => row.id)
}

describe('what the screens show', () => {
  it('is nothing until the first snapshot', () => {
    expect(EMPTY_VIEW.isLoaded).toBe(false)
    expect(loaded.isLoaded).toBe(true)
  })

  it('adds new routes behind the known ones', () => {
    const view = withActivity(loaded, anActivity({ routes: [aRoute(3), aRoute(4)] }))
    expect(ids(view)).toEqual([1, 2, 3, 4])
  })

  it('takes a changed route in the place of the one it was', () => {
    const view = withActivity(loaded, anActivity({ routes: [aRoute(1, { seq: 9, bytesDown: 77 })] }))
    expect(ids(view)).toEqual([1, 2])
    expect(view.routes[0]?.bytesDown).toBe(77)
  })

  it('leaves out a change that is older than the one it knows', () => {
    const view = withActivity(
      loaded,
      anActivity({ routes: [aRoute(2, { seq: 2, bytesDown: 1 }), aRoute(1, { seq: 0 })] }),
    )
    expect(view.routes).toEqual(loaded.routes)
  })

  it('puts a route that is told late where it belongs', () => {
    const view = withActivity(loaded, anActivity({ routes: [aRoute(9), aRoute(5)] }))
    expect(ids(view)).toEqual([1, 2, 5, 9])
  })

  it('keeps 5,000 routes and drops the oldest finished ones, so that what is open stays in sight', () => {
    const open = aRoute(1, { isOpen: true, kind: 'ws' })
    const full = withSnapshot(
      EMPTY_VIEW,
      aSnapshot({ routes: [open, ...Array.from({ length: MAX_ROUTES - 1 }, (_, index) => aRoute(index + 2))] }),
    )
    const view = withActivity(full, anActivity({ routes: [aRoute(9001), aRoute(9002)] }))
    expect(view.routes).toHaveLength(MAX_ROUTES)
    expect(ids(view).slice(0, 2)).toEqual([1, 4])
    expect(ids(view).at(-1)).toBe(9002)
  })

  it('keeps 5,000 routes even when all of them are open', () => {
    const rows = Array.from({ length: MAX_ROUTES + 10 }, (_, index) => aRoute(index + 1, { isOpen: true }))
    expect(withSnapshot(EMPTY_VIEW, aSnapshot({ routes: rows })).routes).toHaveLength(MAX_ROUTES)
  })

  it('adds up what main left out, and begins anew with a snapshot', () => {
    const dropped = withActivity(withActivity(loaded, anActivity({ dropped: 3 })), anActivity({ dropped: 4 }))
    expect(dropped.dropped).toBe(7)
    expect(withSnapshot(dropped, aSnapshot()).dropped).toBe(0)
  })

  it('replaces clients by IP and forgets those that main forgot', () => {
    const one = aClient('192.168.1.100', list)
    const two = aClient('192.168.1.101', list)
    const both = withActivity(loaded, anActivity({ clients: [one, two] }))
    const view = withActivity(both, anActivity({ clients: [{ ...one, requests: 5 }], forgotten: [two.ip] }))
    expect([...view.clients.values()]).toEqual([{ ...one, requests: 5 }])
    expect(both.clients.size).toBe(2)
  })

  it('keeps the identity of what a push did not change', () => {
    const quiet = withActivity(loaded, anActivity({ counts: { ...NO_COUNTS, requests: 1 } }))
    expect(quiet.routes).toBe(loaded.routes)
    expect(quiet.clients).toBe(loaded.clients)
    expect(quiet.state).toBe(loaded.state)
  })

  it('keeps the identity of settings and server list when a state says the same again', () => {
    const before = withState(loaded, aState({}, { servers: servers(2) }))
    const same = withState(before, aState({ revision: 2 }, { servers: servers(2) }))
    const other = withState(before, aState({ revision: 2 }, { servers: servers(2), theme: 'light' }))
    expect(same.state.settings).toBe(before.state.settings)
    expect(other.state.settings).not.toBe(before.state.settings)
    expect(other.state.settings.servers).toBe(before.state.settings.servers)
  })
})
