// What every runtime of the project has (browser, Node, Electron) and the ES library does not declare.
declare class URL {
  constructor(url: string, base?: string)
  readonly protocol: string
  readonly host: string
  readonly hostname: string
  readonly port: string
  readonly origin: string
}
