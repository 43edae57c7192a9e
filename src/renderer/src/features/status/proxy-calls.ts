import type { ErrorInfo } from '@shared/errors'
import type { Result } from '@shared/ipc/result'
import type { Settings } from '@shared/model/settings'
import { useSyncExternalStore } from 'react'
import { panel } from '../../bridge/panel-bridge'

let failure: ErrorInfo | undefined
const listeners = new Set<() => void>()

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function say(error: ErrorInfo | undefined): void {
  failure = error
  for (const listener of listeners) listener()
}

/** Sends a call whose success shows in the next push; only its failure is kept, for the notices. */
async function send(call: Promise<Result<unknown>>): Promise<boolean> {
  say(undefined)
  const result = await call
  if (!result.ok) say(result.error)
  return result.ok
}

export async function startProxy(): Promise<void> {
  await send(panel.startProxy())
}

export async function stopProxy(): Promise<void> {
  await send(panel.stopProxy())
}

/** Moves to another port and starts there. */
export async function startOnPort(listen: Settings['listen'], port: number): Promise<void> {
  if (await send(panel.updateSettings({ listen: { ...listen, port } }))) await startProxy()
}

export async function openLogs(): Promise<void> {
  await send(panel.openLogs())
}

export async function dismissNotice(id: number): Promise<void> {
  await send(panel.dismissNotice(id))
}

export function dismissFailure(): void {
  say(undefined)
}

/** Why the last of these calls failed, until the next one or until it is dismissed. */
export function useCallFailure(): ErrorInfo | undefined {
  return useSyncExternalStore(subscribe, () => failure)
}
