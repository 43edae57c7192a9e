import { createPanelStore, type PanelStore } from '@renderer/state/panel-store'
import { err, ok } from '@shared/ipc/result'
import { describe, expect, it } from 'vitest'
import { createFakeBridge, type FakePanel } from '../../support/fake-bridge'
import { anActivity, anAddress, aRoute, aSnapshot, aState } from '../../support/ui-data'

function start(): { store: PanelStore; fake: FakePanel } {
  const { bridge, fake } = createFakeBridge()
  return { store: createPanelStore(bridge), fake }
}

/** The next time the store tells of a change. */
function change(store: PanelStore): Promise<void> {
  return new Promise((resolve) => {
    const end = store.subscribe(() => {
      end()
      resolve()
    })
  })
}

describe('the store of the panel', () => {
  it('subscribes before it asks for the snapshot, so that nothing falls between', async () => {
    const order: string[] = []
    const { bridge } = createFakeBridge()
    createPanelStore({
      ...bridge,
      onState: (listener) => (order.push('onState'), bridge.onState(listener)),
      onActivity: (listener) => (order.push('onActivity'), bridge.onActivity(listener)),
      snapshot: () => (order.push('snapshot'), bridge.snapshot()),
    })
    expect(order).toEqual(['onState', 'onActivity', 'snapshot'])
  })

  it('shows the snapshot, then what is pushed', async () => {
    const { store, fake } = start()
    const loaded = change(store)
    await fake.answer('snapshot', ok(aSnapshot({ routes: [aRoute(1)] })))
    await loaded
    await fake.push('onActivity', anActivity({ routes: [aRoute(2)] }))
    await fake.push('onState', aState({ revision: 2, addresses: [anAddress('10.0.0.1')] }))
    expect(store.getView().routes.map((row) => row.id)).toEqual([1, 2])
    expect(store.getView().state.addresses).toEqual([anAddress('10.0.0.1')])
  })

  it('leaves out activity before the snapshot, which contains it', async () => {
    const { store, fake } = start()
    await fake.push('onActivity', anActivity({ routes: [aRoute(7)] }))
    expect(store.getView().routes).toEqual([])
  })

  it('asks once, however often it is asked to while the answer is under way', async () => {
    const { store, fake } = start()
    const asked = Promise.all([store.refresh(), store.refresh()])
    await fake.answer('snapshot', ok(aSnapshot()))
    await asked
    expect(await fake.calls('snapshot')).toHaveLength(1)
    await store.refresh()
    expect(await fake.calls('snapshot')).toHaveLength(2)
  })

  it('asks again with the next state when the first snapshot failed', async () => {
    const { store, fake } = start()
    const asked = store.refresh()
    await fake.answer('snapshot', err({ code: 'ENGINE_GONE', detail: 'no engine' }))
    await asked
    expect(store.getView().isLoaded).toBe(false)
    await fake.answer('snapshot', ok(aSnapshot({ routes: [aRoute(1)] })))
    await fake.push('onState', aState())
    await store.refresh()
    expect(store.getView().isLoaded).toBe(true)
  })

  it('asks for everything anew when another engine runs, which counts its routes from the start', async () => {
    const { store, fake } = start()
    await fake.answer('snapshot', ok(aSnapshot({ state: aState({ revision: 40 }), routes: [aRoute(900)] })))
    await store.refresh()
    await fake.answer('snapshot', ok(aSnapshot({ state: aState({ run: 2 }), routes: [aRoute(1)] })))
    await fake.push('onState', aState({ run: 2 }))
    await store.refresh()
    expect(store.getView().routes.map((row) => row.id)).toEqual([1])
  })

  it('tells nobody who has left', async () => {
    const { store, fake } = start()
    let told = 0
    const end = store.subscribe(() => told++)
    await fake.push('onState', aState())
    end()
    await fake.push('onState', aState({ revision: 2 }))
    expect(told).toBe(1)
  })
})
