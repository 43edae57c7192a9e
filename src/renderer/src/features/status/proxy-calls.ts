import type { ErrorInfo } from '@shared/errors'
import type { CallArgument } from '@shared/ipc/contract'
import type { Result } from '@shared/ipc/result'
import type { Settings } from '@shared/model/settings'
import { panel } from '../../bridge/panel-bridge'
import { createSharedValue, useSharedValue } from '../../state/shared-value'

const failure = createSharedValue<ErrorInfo | undefined>(undefined)

/** Sends a call whose success shows in the next push; only its failure is kept, for the notices. */
async function send(call: Promise<Result<unknown>>): Promise<boolean> {
  failure.set(undefined)
  const result = await call
  if (!result.ok) failure.set(result.error)
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

export async function startDemo(): Promise<void> {
  await send(panel.startDemo())
}

export async function endDemo(): Promise<void> {
  await send(panel.endDemo())
}

/** @returns true when the person has chosen a place and it is written there */
export async function saveListFile(file: CallArgument<'saveListFile'>): Promise<boolean> {
  failure.set(undefined)
  const result = await panel.saveListFile(file)
  if (!result.ok) failure.set(result.error)
  return result.ok && result.value
}

export async function dismissNotice(id: number): Promise<void> {
  await send(panel.dismissNotice(id))
}

/** For the notice that the computer has slept: what it asks for is done, so it leaves. */
export async function keepAwake(noticeId: number): Promise<void> {
  if (await send(panel.updateSettings({ keepAwake: true }))) await dismissNotice(noticeId)
}

export function dismissFailure(): void {
  failure.set(undefined)
}

/** Why the last of these calls failed, until the next one or until it is dismissed. */
export function useCallFailure(): ErrorInfo | undefined {
  return useSharedValue(failure)
}
