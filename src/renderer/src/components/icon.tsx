import sprite from '../styles/icons.svg?raw'

/** The shapes of `styles/icons.svg`. */
export const ICON_NAMES = [
  'overview',
  'server',
  'clients',
  'routes',
  'settings',
  'copy',
  'check',
  'healthy',
  'down',
  'degraded',
  'drain',
  'wrench',
  'checking',
  'stopped',
  'pin',
  'unpin',
  'home',
  'failover',
  'hash',
  'search',
  'plus',
  'minus',
  'x',
  'add-many',
  'file',
  'undo',
  'redo',
  'open-external',
  'more',
  'play',
  'stop',
  'pause',
  'filter',
  'hide',
  'download',
  'refresh',
  'plug',
  'disconnect',
  'chevron-up',
  'chevron-down',
  'chevron-right',
  'arrow',
  'clock',
  'lock',
  'trash',
  'edit',
  'table',
  'qr',
  'bolt',
  'globe',
  'shield',
  'sun',
  'power',
  'log-file',
  'info',
  'grouped',
  'folder',
  'mark',
] as const
export type IconName = (typeof ICON_NAMES)[number]

interface IconProps {
  readonly name: IconName
  /** In px; the shapes are drawn for 20. */
  readonly size?: number
  readonly isFilled?: boolean
}

/** A shape of the interface set in the colour of the text around it; always decoration, the word stands beside it. */
export function Icon({ name, size = 16, isFilled = false }: IconProps) {
  return (
    <svg className={isFilled ? 'icon icon-filled' : 'icon'} width={size} height={size} aria-hidden="true">
      <use href={`#icon-${name}`} width={size} height={size} />
    </svg>
  )
}

/** Holds the shapes; stands once in the page. */
export function IconSprite() {
  return <div hidden dangerouslySetInnerHTML={{ __html: sprite }} />
}
