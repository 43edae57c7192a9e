import type { RouteErrorCode } from '@shared/errors'

/** Title and sentence of an answer of ours; `{name}` is filled from the refusal. */
export interface ErrorWords {
  readonly title: string
  readonly text: string
}

type Words = Readonly<Partial<Record<RouteErrorCode, ErrorWords>>>

const en: Words = {
  CLIENT_NOT_ALLOWED: {
    title: 'This address may not connect',
    text: 'The address {client} is not among those that Comfy Switchboard serves. Whoever runs it can change that under Settings → Who may connect.',
  },
  FOREIGN_PAGE: {
    title: 'This page may not call this address',
    text: 'A page of {origin} tried to call {host}. If that page is yours, add it in Comfy Switchboard under Settings → Pages allowed to call us.',
  },
  NO_SERVER: {
    title: 'No server is in use',
    text: 'Comfy Switchboard has no enabled server to pass this on to. Whoever runs it can add or enable one under Servers.',
  },
  SERVER_REFUSED: {
    title: 'The server does not answer',
    text: 'Your ComfyUI server {server} does not accept connections ({reason}). It may be starting or stopped.',
  },
  SERVER_RESET: {
    title: 'The server broke off',
    text: 'Your ComfyUI server {server} closed the connection before it answered ({reason}).',
  },
  SERVER_UNREACHABLE: {
    title: 'The server cannot be reached',
    text: 'There is no way to your ComfyUI server {server} ({reason}). Check its address and the network.',
  },
  SERVER_TIMEOUT: {
    title: 'The server cannot be reached in time',
    text: 'Your ComfyUI server {server} did not accept a connection within 5 seconds. The machine may be off or asleep.',
  },
  METHOD_NOT_ALLOWED: {
    title: 'Method not allowed',
    text: 'Comfy Switchboard does not open tunnels: {method} is not allowed.',
  },
}

const zh: Words = {
  CLIENT_NOT_ALLOWED: {
    title: '此地址不允许连接',
    text: '地址 {client} 不在 Comfy Switchboard 的服务范围内。管理员可以在“设置 → 谁可以连接”中更改。',
  },
  FOREIGN_PAGE: {
    title: '此网页不允许调用该地址',
    text: '{origin} 的网页尝试调用 {host}。如果这是您自己的网页，请在 Comfy Switchboard 的“设置 → 允许调用我们的网页”中添加它。',
  },
  NO_SERVER: {
    title: '没有可用的服务器',
    text: 'Comfy Switchboard 没有已启用的服务器来处理此请求。管理员可以在“服务器”中添加或启用。',
  },
  SERVER_REFUSED: {
    title: '服务器没有响应',
    text: '您的 ComfyUI 服务器 {server} 不接受连接（{reason}）。它可能正在启动或已停止。',
  },
  SERVER_RESET: {
    title: '服务器中断了连接',
    text: '您的 ComfyUI 服务器 {server} 在回答之前关闭了连接（{reason}）。',
  },
  SERVER_UNREACHABLE: {
    title: '无法到达服务器',
    text: '无法到达您的 ComfyUI 服务器 {server}（{reason}）。请检查它的地址和网络。',
  },
  SERVER_TIMEOUT: {
    title: '连接服务器超时',
    text: '您的 ComfyUI 服务器 {server} 在 5 秒内没有接受连接。该机器可能已关机或休眠。',
  },
  METHOD_NOT_ALLOWED: { title: '不允许的方法', text: 'Comfy Switchboard 不建立隧道：不允许 {method}。' },
}

/** The words of a code in the language that the browser prefers, English or Chinese. */
export function errorWords(
  code: RouteErrorCode,
  values: Readonly<Record<string, string>>,
  acceptLanguage: string | undefined,
): ErrorWords & { readonly language: 'en' | 'zh' } {
  const language = prefersChinese(acceptLanguage ?? '') ? 'zh' : 'en'
  const words = (language === 'zh' ? zh : en)[code] ?? { title: code, text: code }
  const text = words.text.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '')
  return { title: words.title, text, language }
}

/** Browsers list languages by preference, so the first of the two that we have decides. */
function prefersChinese(acceptLanguage: string): boolean {
  return /\b(zh|en)\b/i.exec(acceptLanguage)?.[1]?.toLowerCase() === 'zh'
}
