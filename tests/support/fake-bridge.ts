import type { Page } from '@playwright/test'
import type { PanelBridge } from '@shared/ipc/bridge'
import { CALLS, type CallName, PUSHES, type PushName } from '@shared/ipc/channels'
import { type CallArgument, type CallResult, callContract, type PushPayload, pushContract } from '@shared/ipc/contract'
import { ok, type Result } from '@shared/ipc/result'

export const CALL_NAMES = Object.keys(CALLS) as CallName[]
export const PUSH_NAMES = Object.keys(PUSHES) as PushName[]

export interface RecordedCall<K extends CallName = CallName> {
  readonly name: K
  readonly argument: CallArgument<K>
}

/** What drives a fake bridge: the same in a page of Electron and within one process. What it passes on is parsed. */
export interface FakePanel {
  calls<K extends CallName>(name: K): Promise<RecordedCall<K>[]>
  /** Answers the calls of this name, those that wait and those to come. */
  answer<K extends CallName>(name: K, result: Result<CallResult<K>>): Promise<void>
  push<K extends PushName>(name: K, payload: PushPayload<K>): Promise<void>
}

interface PageSideFake {
  calls(): RecordedCall[]
  answer(name: CallName, result: unknown): void
  push(name: PushName, payload: unknown): void
}

declare global {
  interface Window {
    readonly fakePanel: PageSideFake
  }
}

/** Drives the fake that `tests/ui/ui-preload.js` has put into a page. */
export function fakePanelOf(page: Page): FakePanel {
  return {
    async calls<K extends CallName>(name: K) {
      const calls = await page.evaluate(() => window.fakePanel.calls())
      return calls.filter((call): call is RecordedCall<K> => call.name === name)
    },
    answer: (name, result) => {
      if (result.ok) callContract[name].result.parse(result.value)
      return page.evaluate(([to, value]) => window.fakePanel.answer(to, value), [name, result] as const)
    },
    push: (name, payload) => {
      pushContract[name].parse(payload)
      return page.evaluate(([to, value]) => window.fakePanel.push(to, value), [name, payload] as const)
    },
  }
}

/** A fake bridge within this process, for tests of the store. */
export function createFakeBridge(): { bridge: PanelBridge; fake: FakePanel } {
  const calls: RecordedCall[] = []
  const answers = new Map<CallName, Result<unknown>>()
  const waiting: { name: CallName; resolve: (result: Result<unknown>) => void }[] = []
  const listeners = new Map(PUSH_NAMES.map((name) => [name, new Set<(payload: unknown) => void>()]))

  function call(name: CallName, argument: unknown): Promise<Result<unknown>> {
    calls.push({ name, argument } as RecordedCall)
    const answer = answers.get(name)
    return answer === undefined ? new Promise((resolve) => waiting.push({ name, resolve })) : Promise.resolve(answer)
  }

  function subscribe(name: PushName, listener: (payload: unknown) => void): () => void {
    listeners.get(name)?.add(listener)
    return () => listeners.get(name)?.delete(listener)
  }

  const bridge = Object.fromEntries([
    ...CALL_NAMES.map((name) => [name, (argument: unknown) => call(name, argument)]),
    ...PUSH_NAMES.map((name) => [name, (listener: (payload: unknown) => void) => subscribe(name, listener)]),
  ]) as PanelBridge

  const fake: FakePanel = {
    calls: async <K extends CallName>(name: K) =>
      calls.filter((entry): entry is RecordedCall<K> => entry.name === name),
    answer: async (name, result) => {
      answers.set(name, result)
      for (const entry of waiting.filter((one) => one.name === name)) {
        waiting.splice(waiting.indexOf(entry), 1)
        entry.resolve(result)
      }
    },
    push: async (name, payload) => {
      for (const listener of listeners.get(name) ?? []) listener(payload)
    },
  }
  return { bridge, fake }
}

/** Calls that answer nothing but that they were heard. */
export const SILENT_CALLS = CALL_NAMES.filter((name) => callContract[name].result.safeParse(undefined).success)

/** Lets every call that answers nothing succeed. */
export async function answerSilently(fake: FakePanel): Promise<void> {
  for (const name of SILENT_CALLS) await fake.answer(name, ok(undefined) as Result<never>)
}
