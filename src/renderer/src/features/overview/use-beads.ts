import type { RouteRow } from '@shared/model/route-row'
import { type RefObject, useEffect, useRef } from 'react'
import { hueOf } from '../../components/server-swatch'
import { usePanel } from '../../state/use-panel'
import styles from './wires.module.css'

const TRAVEL_MS = 200
const MAX_BEADS = 40
const MAX_PER_CORD = 4
const SECOND = 1000

/** What a request can run along. */
export interface Track {
  readonly key: string
  readonly path: string
  /** Of the server it leads to. */
  readonly number: number
}

/** Lets every new request run along its cord, few enough at a time that it stays a picture of what happens. */
export function useBeads(
  layer: RefObject<SVGGElement | null>,
  tracks: readonly Track[],
  keyOfClient: ReadonlyMap<string, string>,
): void {
  const routes = usePanel((view) => view.routes)
  const newest = useRef<number | undefined>(undefined)
  const runs = useRef(new Map<string, number[]>())
  useEffect(() => {
    const seen = newest.current
    newest.current = routes.at(-1)?.id ?? 0
    // What is there when the picture appears has passed already.
    if (seen === undefined || layer.current === null || document.visibilityState !== 'visible') return
    const trackOfKey = new Map(tracks.map((track) => [track.key, track]))
    for (const row of newerThan(routes, seen)) {
      const track = trackOfKey.get(keyOfClient.get(row.clientIp) ?? '')
      if (track !== undefined && mayRun(runs.current, track.key, layer.current)) run(layer.current, track)
    }
  }, [routes, tracks, keyOfClient, layer])
}

function newerThan(routes: readonly RouteRow[], id: number): readonly RouteRow[] {
  let from = routes.length
  while (from > 0 && (routes[from - 1]?.id ?? 0) > id) from -= 1
  return routes.slice(from)
}

function mayRun(runs: Map<string, number[]>, key: string, layer: SVGGElement): boolean {
  if (layer.childElementCount >= 2 * MAX_BEADS) return false
  const now = performance.now()
  const recent = (runs.get(key) ?? []).filter((at) => at > now - SECOND)
  if (recent.length >= MAX_PER_CORD) return false
  runs.set(key, [...recent, now])
  return true
}

function run(layer: SVGGElement, track: Track): void {
  const wire = layer.ownerSVGElement?.querySelector(`[data-cord="${CSS.escape(track.key)}"]`)
  if (matchMedia('(prefers-reduced-motion: reduce)').matches) {
    wire?.animate({ opacity: [1, 1] }, { duration: 2 * TRAVEL_MS })
    return
  }
  wire?.animate({ opacity: [1, 1, 0.9] }, { duration: TRAVEL_MS })
  for (const [kind, offset] of [
    ['tail', 12],
    ['bead', 0],
  ] as const) {
    const path = document.createElementNS('http://www.w3.org/2000/svg', 'path')
    path.setAttribute('d', track.path)
    path.setAttribute('pathLength', '100')
    path.setAttribute('class', styles[kind] ?? '')
    path.dataset.run = track.key
    path.style.setProperty('--hue', `var(--cs-hue-${hueOf(track.number)})`)
    layer.append(path)
    const travel = path.animate({ strokeDashoffset: [offset, offset - 100] }, { duration: TRAVEL_MS, fill: 'forwards' })
    travel.onfinish = () => path.remove()
    travel.oncancel = () => path.remove()
  }
}
