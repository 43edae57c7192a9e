import type { PanelBridge } from '@shared/ipc/bridge'
import { CALLS, type CallChannel, PUSHES, type PushChannel } from '@shared/ipc/channels'
import { contextBridge, type IpcRendererEvent, ipcRenderer } from 'electron'

function call(channel: CallChannel) {
  return (argument?: unknown): Promise<unknown> => ipcRenderer.invoke(channel, argument)
}

function subscribe(channel: PushChannel) {
  return (listener: (payload: unknown) => void): (() => void) => {
    // The event holds the sender, which the page must never get hold of.
    const onPush = (_event: IpcRendererEvent, payload: unknown): void => listener(payload)
    ipcRenderer.on(channel, onPush)
    return () => {
      ipcRenderer.removeListener(channel, onPush)
    }
  }
}

const bridge = {
  ...Object.fromEntries(Object.entries(CALLS).map(([name, channel]) => [name, call(channel)])),
  ...Object.fromEntries(Object.entries(PUSHES).map(([name, channel]) => [name, subscribe(channel)])),
}

// Built from the one list of names, which the type of the bridge is derived from as well.
contextBridge.exposeInMainWorld('panel', Object.freeze(bridge) as unknown as PanelBridge)
